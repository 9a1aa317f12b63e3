package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.regex.Pattern;

/**
 * Makes text safe for a place in a command where tmux would read more into it than text.
 *
 * <p>Quoting is {@link TmuxCommand}'s business and needs no help. Two things are left: arguments that tmux expands as
 * formats (names of sessions and windows, titles, {@code -F}), where {@code #(command)} runs a shell, and targets,
 * where a name may be taken for something else than was meant.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class TmuxText {

    private static final Pattern ID = Pattern.compile("[$@%][0-9]{1,10}");
    private static final Pattern WINDOW = Pattern.compile("@[0-9]{1,10}");
    private static final Pattern PANE = Pattern.compile("%[0-9]{1,10}");

    private static final Pattern HASHES = Pattern.compile("(#+)(?![#\\[])");

    private TmuxText() {}

    /**
     * Escapes text for an argument that tmux expands as a format, so that it comes out as it is (tmux(1), FORMATS).
     *
     * <p>A {@code #} is doubled, except before {@code [}: there tmux takes it for a style and keeps it as it is. In the
     * few commands that also expand times ({@code display-message}), {@code %} is not covered.
     *
     * @param text any text
     * @return what to pass
     */
    public static String literal(String text) {
        return HASHES.matcher(text).replaceAll("$1$1");
    }

    /**
     * Checks that a target is the id of a session, window or pane and nothing else.
     *
     * @param id for example {@code $3}, {@code @12} or {@code %5}
     * @return the same id
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is none
     */
    public static String id(String id) {
        return check(ID, id, "a tmux id; give one such as $3, @12 or %5");
    }

    /**
     * Checks that a target is the id of a window.
     *
     * @param id for example {@code @12}
     * @return the same id
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is none
     */
    public static String windowId(String id) {
        return check(WINDOW, id, "the id of a window; give one such as @12");
    }

    /**
     * Checks that a target is the id of a pane.
     *
     * @param id for example {@code %5}
     * @return the same id
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is none
     */
    public static String paneId(String id) {
        return check(PANE, id, "the id of a pane; give one such as %5");
    }

    private static String check(Pattern wanted, String id, String what) {
        if (!wanted.matcher(id).matches()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "'" + id + "' is not " + what);
        }
        return id;
    }
}
