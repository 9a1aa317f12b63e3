package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns as requests carry them: text as it stands, or a regular expression with its flags written into it.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Patterns {

    /** The embedded flag expressions of {@link Pattern}. */
    private static final List<Flag> FLAGS = List.of(
            new Flag(Pattern.UNIX_LINES, 'd'),
            new Flag(Pattern.CASE_INSENSITIVE, 'i'),
            new Flag(Pattern.COMMENTS, 'x'),
            new Flag(Pattern.MULTILINE, 'm'),
            new Flag(Pattern.DOTALL, 's'),
            new Flag(Pattern.UNICODE_CASE, 'u'),
            new Flag(Pattern.UNICODE_CHARACTER_CLASS, 'U'));

    private record Flag(int bit, char letter) {}

    private Patterns() {}

    static void put(Pattern pattern, ObjectNode params) {
        if (pattern.flags() == Pattern.LITERAL) {
            params.put("pattern", pattern.pattern());
            return;
        }
        int left = pattern.flags() & ~Pattern.LITERAL;
        StringBuilder flags = new StringBuilder();
        for (Flag flag : FLAGS) {
            if ((left & flag.bit()) != 0) {
                flags.append(flag.letter());
                left &= ~flag.bit();
            }
        }
        if (left != 0) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "the pattern's flags " + left + " cannot be sent");
        }
        boolean literal = (pattern.flags() & Pattern.LITERAL) != 0;
        String text = literal ? Pattern.quote(pattern.pattern()) : pattern.pattern();
        params.put("pattern", flags.isEmpty() ? text : "(?" + flags + ")" + text)
                .put("regex", true);
    }
}
