package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.terminal.CapturedLines;
import io.tmuxbridge.core.terminal.TabStops;
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
public final class PaneHistory implements LineSource {

    /** tmux takes no greater number of a line, and no screen has so many. */
    private static final int LAST_LINE = 32_767;

    private static final String FORMAT =
            "#{history_size} #{pane_height} #{pane_id} #{pane_width} #{cursor_y} #{pane_tabs}";

    private final TmuxRunner tmux;
    private final OutputPolicy output;

    /**
     * Creates a reader.
     *
     * @param directory whose server it asks
     */
    public PaneHistory(SessionDirectory directory) {
        this.tmux = directory.runner();
        this.output = directory.output();
    }

    /**
     * Lines of a pane.
     *
     * @param lines the lines
     * @param start number of the first one; 0 is the top of the screen, negative is history
     * @param historySize lines of history that the pane has
     * @param wrapped indexes of the lines that go on in the next one
     * @param tabs columns and tab stops of the pane
     * @param cursor number of the line that the cursor is in
     */
    public record Lines(List<String> lines, int start, int historySize, BitSet wrapped, TabStops tabs, int cursor) {

        /**
         * Number of the last line.
         *
         * @return one less than the start when there are no lines
         */
        public int end() {
            return start + lines.size() - 1;
        }
    }

    @Override
    public Lines read(String paneId, int start, int end, boolean ansi) {
        String pane = TmuxText.paneId(paneId);
        List<String> printed = tmux.run(
                TmuxCommand.of("display-message", "-p", "-t", pane, FORMAT),
                capture(pane, start, end, ansi ? "-eN" : "-N"),
                capture(pane, start, end, "-J"));
        String[] told = printed.isEmpty() ? new String[0] : printed.get(0).split(" ", -1);
        if (told.length != 6 || !told[2].equals(pane)) {
            throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no pane " + pane);
        }
        int history = Integer.parseInt(told[0]);
        int first = Math.max(start, -history);
        int height = Integer.parseInt(told[1]);
        TabStops tabs = TabStops.of(Integer.parseInt(told[3]), told[5]);
        int cursor = Integer.parseInt(told[4]);
        int last = Math.min(end, height - 1);
        if (last < first) {
            return new Lines(List.of(), end < -history ? -history : height, history, new BitSet(), tabs, cursor);
        }
        int count = last - first + 1;
        List<String> rows = printed.subList(1, Math.min(printed.size(), 1 + count));
        List<String> joined = printed.subList(Math.min(printed.size(), 1 + count), printed.size());
        BitSet wrapped = CapturedLines.wrapped(rows, joined);
        List<String> lines = ansi ? CapturedLines.standalone(rows, output, tabs) : trimmed(rows, wrapped);
        return new Lines(lines, first, history, wrapped, tabs, cursor);
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
