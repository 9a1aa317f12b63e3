package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;

/**
 * Links in what {@code capture-pane -e} printed (OSC 8, tmux 3.4 and later): tmux keeps whatever a program wrote, so
 * that a snapshot would show what the stream has dropped.
 *
 * <p><b>Threads:</b> pure functions.
 */
final class CapturedLinks {

    private static final String OPEN = "\u001b]8;";
    private static final String NONE = "\u001b]8;;";
    private static final int ESCAPE = 0x1b;

    private CapturedLinks() {}

    /** The same capture; links that are not allowed are none. Without any link it is the very same array. */
    static byte[] clean(byte[] capture, OutputPolicy policy) {
        for (int i = 0; i + 1 < capture.length; i++) {
            if (capture[i] == ESCAPE && capture[i + 1] == ']') {
                String text = new String(capture, StandardCharsets.ISO_8859_1);
                return clean(text, policy).getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        return capture;
    }

    /** The same lines; links that are not allowed are none. */
    static String clean(String text, OutputPolicy policy) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        int found = text.indexOf(OPEN);
        while (found >= 0) {
            int end = found + OPEN.length();
            while (end < text.length() && text.charAt(end) >= 0x20) {
                end++;
            }
            String body = text.substring(found + OPEN.length(), end);
            boolean kept = allows(body, policy);
            out.append(text, at, found).append(kept ? text.substring(found, end) : NONE);
            at = end;
            found = text.indexOf(OPEN, end);
        }
        return out.append(text, at, text.length()).toString();
    }

    /** To an emulator a C1 character, in the parameters too, may be the beginning of something else. */
    private static boolean allows(String body, OutputPolicy policy) {
        return body.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                && policy.allowsLink(body.substring(body.indexOf(';') + 1));
    }
}
