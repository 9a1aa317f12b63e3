package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one atomic capture of a pane returned: its state, and its cells as {@code capture-pane} prints them. The
 * commands belong into one line of the control stream, so that nothing the pane prints can come between them.
 *
 * <p>Cells are asked for twice: with {@code -e -N} for exact rows, and joined with {@code -J}, without attributes, only
 * to learn which rows go on in the next one (tmux tells that in no other way before 3.7).
 *
 * <p><b>Threads:</b> immutable as long as nobody writes to the arrays, which are not copied.
 *
 * @param state the state of the screen
 * @param screen rows of the history and of the screen with their attributes ({@code capture-pane -e -N})
 * @param screenJoined the same rows without attributes, wrapped ones joined ({@code capture-pane -J})
 * @param main the saved main screen while the alternate one shows, else empty ({@code capture-pane -a -e -N})
 * @param mainJoined the same without attributes, joined
 * @param pending the start of an unfinished escape sequence as {@code capture-pane -P -C} prints it
 * @param historyLines lines of history asked for, 0 or more
 */
public record Capture(
        ScreenState state,
        byte[] screen,
        byte[] screenJoined,
        byte[] main,
        byte[] mainJoined,
        byte[] pending,
        int historyLines) {

    private static final int REPLIES = 6;

    /**
     * The commands to send, in order, as argument vectors. The reply of the first is the state and holds nothing that
     * the pane printed; all others hold text of the pane, which is not to be trusted.
     *
     * @param paneId such as {@code %4}
     * @param historyLines lines of history wanted, 0 or more
     */
    public static List<List<String>> commands(String paneId, int historyLines) {
        String start = historyLines > 0 ? "-" + historyLines : "0";
        return List.of(
                List.of("display-message", "-p", "-t", paneId, StateFormat.format()),
                List.of("capture-pane", "-p", "-e", "-N", "-S", start, "-t", paneId),
                List.of("capture-pane", "-p", "-J", "-S", start, "-t", paneId),
                List.of("capture-pane", "-p", "-e", "-N", "-q", "-a", "-t", paneId),
                List.of("capture-pane", "-p", "-J", "-q", "-a", "-t", paneId),
                List.of("capture-pane", "-p", "-P", "-C", "-t", paneId));
    }

    /**
     * Takes the replies to {@link #commands}.
     *
     * @param bodies one per command, in their order
     * @param historyLines as given to {@link #commands}
     * @throws IllegalArgumentException when there are more or fewer bodies or the state cannot be read
     */
    public static Capture parse(List<byte[]> bodies, int historyLines) {
        if (bodies.size() != REPLIES) {
            throw new IllegalArgumentException(
                    "a capture has " + REPLIES + " replies, tmux gave " + bodies.size() + ": take it again");
        }
        return new Capture(
                StateFormat.parse(new String(bodies.get(0), StandardCharsets.UTF_8)),
                bodies.get(1),
                bodies.get(2),
                bodies.get(3),
                bodies.get(4),
                bodies.get(5),
                historyLines);
    }

    /**
     * The same capture with the links that a policy allows, and no others.
     *
     * @param policy what programs may ask of viewers
     * @return this capture when there is no link in it
     */
    public Capture under(OutputPolicy policy) {
        byte[] screenNow = CapturedLinks.clean(screen, policy);
        byte[] mainNow = CapturedLinks.clean(main, policy);
        return screenNow == screen && mainNow == main
                ? this
                : new Capture(state, screenNow, screenJoined, mainNow, mainJoined, pending, historyLines);
    }

    /** Whether the saved main screen has more or fewer rows than the pane: tmux gives it that of the pane later. */
    public boolean mainHasOtherSize() {
        int rows = 1;
        for (byte b : main) {
            rows += b == '\n' ? 1 : 0;
        }
        return state.alternate() && rows != state.rows();
    }

    /** The unfinished escape sequence as the pane wrote it, for the normaliser; empty when there is none. */
    public byte[] pendingBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(pending.length);
        int length = pending.length;
        if (length > 0 && pending[length - 1] == '\n') {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (pending[i] == '\\' && i + 3 < length && octal(i + 1) >= 0) {
                out.write(octal(i + 1));
                i += 3;
            } else {
                out.write(pending[i]);
            }
        }
        return out.toByteArray();
    }

    /** The byte that three octal digits name, or -1. */
    private int octal(int at) {
        int value = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = pending[i] - '0';
            if (digit < 0 || digit > 7) {
                return -1;
            }
            value = value * 8 + digit;
        }
        return value & 0xff;
    }
}
