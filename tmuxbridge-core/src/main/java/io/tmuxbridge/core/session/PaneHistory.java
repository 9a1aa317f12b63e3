package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.terminal.CapturedLines;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.core.tmux.TmuxText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Lines of a pane's screen and history, by range. The lines and the size of the history are of one moment.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
public final class PaneHistory {

    /** tmux takes no greater number of a line, and no screen has so many. */
    private static final int LAST_LINE = 32_767;

    private final TmuxRunner tmux;

    /**
     * Creates a reader.
     *
     * @param directory whose server it asks
     */
    public PaneHistory(SessionDirectory directory) {
        this.tmux = directory.runner();
    }

    /**
     * Lines of a pane.
     *
     * @param lines the lines
     * @param start number of the first one; 0 is the top of the screen, negative is history
     * @param historySize lines of history that the pane has
     * @param wrapped indexes of the lines that go on in the next one
     */
    public record Lines(List<String> lines, int start, int historySize, BitSet wrapped) {

        /**
         * Number of the last line.
         *
         * @return one less than the start when there are no lines
         */
        public int end() {
            return start + lines.size() - 1;
        }
    }

    /**
     * Reads lines. What lies beyond the ends of history and screen is left out.
     *
     * @param paneId {@code %id}
     * @param start first line wanted
     * @param end last line wanted, not before the first
     * @param ansi whether attributes are given as escape sequences; each line then stands alone
     * @return those of them that there are
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such pane
     */
    public Lines read(String paneId, int start, int end, boolean ansi) {
        String pane = TmuxText.paneId(paneId);
        List<String> printed = tmux.run(
                TmuxCommand.of("display-message", "-p", "-t", pane, "#{history_size} #{pane_height} #{pane_id}"),
                capture(pane, start, end, ansi ? "-eN" : "-N"),
                capture(pane, start, end, "-J"));
        String[] told = printed.get(0).split(" ");
        if (told.length != 3 || !told[2].equals(pane)) {
            throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no pane " + pane);
        }
        int history = Integer.parseInt(told[0]);
        int first = Math.max(start, -history);
        int height = Integer.parseInt(told[1]);
        int last = Math.min(end, height - 1);
        if (last < first) {
            return new Lines(List.of(), end < -history ? -history : height, history, new BitSet());
        }
        int count = last - first + 1;
        List<String> rows = printed.subList(1, Math.min(printed.size(), 1 + count));
        List<String> joined = printed.subList(Math.min(printed.size(), 1 + count), printed.size());
        BitSet wrapped = CapturedLines.wrapped(rows, joined);
        return new Lines(ansi ? CapturedLines.standalone(rows) : trimmed(rows, wrapped), first, history, wrapped);
    }

    private static TmuxCommand capture(String pane, int start, int end, String flags) {
        return TmuxCommand.of("capture-pane", "-p", flags, "-t", pane, "-S", number(start), "-E", number(end));
    }

    private static String number(int line) {
        return String.valueOf(Math.min(line, LAST_LINE));
    }

    /** Blanks at the end of a line are text only where the line goes on. */
    private static List<String> trimmed(List<String> rows, BitSet wrapped) {
        List<String> lines = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            int length = row.length();
            while (!wrapped.get(i) && length > 0 && row.charAt(length - 1) == ' ') {
                length--;
            }
            lines.add(row.substring(0, length));
        }
        return lines;
    }
}
