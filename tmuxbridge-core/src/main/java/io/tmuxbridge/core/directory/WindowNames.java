package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.regex.Pattern;

/**
 * Names for windows: what tmux would write in another way is refused, not altered. tmux doubles backslashes and writes
 * what is not printable in octal, in some commands and versions and not in others.
 *
 * <p><b>Threads:</b> stateless.
 */
final class WindowNames {

    private static final int MAX = 256;
    /** What vis(3) as tmux has it takes for a variable of a shell. */
    static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z_{]");

    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private WindowNames() {}

    /**
     * Checks a name to be given.
     *
     * @param name up to 256 characters, printable ones and no backslash; a colon or a point is none of tmux's concern
     *     here
     * @return the same name
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when tmux would change it
     */
    static String check(String name) {
        if (name.codePointCount(0, name.length()) > MAX) {
            throw invalid("a window name of " + name.length() + " characters is refused: it may have " + MAX);
        }
        name.codePoints().filter(WindowNames::isChanged).findFirst().ifPresent(c -> {
            throw invalid(
                    "a window name with " + Character.getName(c) + " is refused: tmux would write it in another way");
        });
        if (VARIABLE.matcher(name).find()) {
            throw invalid("a window name with $ and a letter, _ or { behind it is refused: tmux would write \\$");
        }
        return name;
    }

    private static boolean isChanged(int c) {
        return c == '\\' || SessionNames.isInvisible(c) && c != ZERO_WIDTH_JOINER;
    }

    private static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}
