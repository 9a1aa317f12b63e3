package io.tmuxbridge.core.terminal;

import java.util.BitSet;
import java.util.List;

/**
 * Finds out which rows of a screen go on in the next one, by laying the rows beside a capture of the same rows in which
 * tmux has joined them ({@code capture-pane -J}). Where the two do not fit together, rows count as not wrapped: a
 * screen is then still right in every cell.
 *
 * <p><b>Threads:</b> pure function.
 */
final class WrappedRows {

    private WrappedRows() {}

    /**
     * Numbers of the rows that wrap into the one after.
     *
     * @param rows with their text as captured
     * @param joined one text per line of the joined capture
     */
    static BitSet find(List<Row> rows, List<Row> joined) {
        BitSet wrapped = new BitSet();
        int line = 0;
        int from = 0;
        for (int row = 0; row < rows.size() && line < joined.size(); row++) {
            String text = rows.get(row).text();
            String whole = joined.get(line).text();
            int to = consume(text, whole, from);
            boolean nothing = Row.withoutBlanksAtEnd(text).isEmpty() && from == 0 && to <= 0 && !whole.isEmpty();
            if (nothing && row > 0) {
                // a row cleared after the row before had wrapped into it leaves no trace in the joined capture
                wrapped.set(row - 1);
                continue;
            }
            if (to < 0) {
                return wrapped;
            }
            if (to == whole.length()) {
                line++;
                from = 0;
            } else {
                wrapped.set(row);
                from = to;
            }
        }
        return wrapped;
    }

    /** Where in the joined line this row's text ends, -1 when it is not there; blanks at a row's end may be missing. */
    private static int consume(String text, String whole, int from) {
        if (whole.startsWith(text, from)) {
            return from + text.length();
        }
        int kept = Row.withoutBlanksAtEnd(text).length();
        if (!whole.startsWith(text.substring(0, kept), from)) {
            return -1;
        }
        int to = from + kept;
        while (to < whole.length() && to - from < text.length() && whole.charAt(to) == ' ') {
            to++;
        }
        return to;
    }
}
