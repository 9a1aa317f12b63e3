package io.tmuxbridge.core.codec;

import java.nio.charset.StandardCharsets;

/**
 * Tells text that UTF-8 can carry from text that it cannot: JSON's escapes can spell one half of a surrogate pair.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Unicode {

    private Unicode() {}

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** The same text with each half of a pair replaced by a question mark. */
    static String mended(String text) {
        return isWellFormed(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
