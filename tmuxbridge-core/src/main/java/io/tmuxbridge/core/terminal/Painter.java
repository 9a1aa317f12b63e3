package io.tmuxbridge.core.terminal;

import java.util.BitSet;
import java.util.List;

/**
 * Writes rows of cells as an emulator reads them, in few bytes. The emulator's lines become wrapped lines where tmux's
 * are, by writing on past the right edge; every other row ends with a carriage return and line feed. A row whose widths
 * are in doubt is written with automatic wrap off and every column after a doubt is named, so that it never spills into
 * the next.
 *
 * <p><b>Threads:</b> one painter paints one snapshot, on one thread.
 */
final class Painter {

    private static final int GAP_WORTH_A_MOVE = 6;

    private final StringBuilder out;
    private final int cols;
    private CapturedPen pen = CapturedPen.DEFAULT;
    private boolean graphics;
    private String link = "";

    /** Paints into that buffer, for an emulator that has just been reset and has {@code ESC ) 0} in force. */
    Painter(StringBuilder out, int cols) {
        this.out = out;
        this.cols = cols;
    }

    /**
     * Paints rows from the top left on, and leaves the pen reset.
     *
     * @param rows those that scroll away first, if there are more than the emulator has
     * @param wrapped numbers of the rows that go on in the next
     * @param visible rows of the emulator
     */
    void paint(List<Row> rows, BitSet wrapped, int visible) {
        int count = rows.size();
        while (count > 0
                && rows.size() <= visible
                && rows.get(count - 1).blank()
                && !wrapped.get(Math.max(0, count - 2))) {
            count--;
        }
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            boolean wraps = !last && wrapped.get(i) && wraps(rows.get(i), rows.get(i + 1));
            row(rows.get(i), wraps);
            if (wraps) {
                wrapInto(rows.get(i), rows.get(i + 1));
            } else if (!last) {
                newLine();
            }
        }
        plain();
    }

    /** Back to the default pen, no hyperlink, no graphics. */
    void plain() {
        use(CapturedPen.DEFAULT, false, "");
    }

    /** Writes one cell where the cursor is. */
    void cell(Row.Run cell) {
        use(cell.pen(), cell.graphics(), cell.link());
        out.append(cell.text());
    }

    private boolean wraps(Row row, Row next) {
        return !row.doubtful() && !next.doubtful() && row.width() <= cols;
    }

    private void row(Row row, boolean wraps) {
        boolean doubtful = row.doubtful();
        if (doubtful) {
            out.append("\u001b[?7l");
        }
        int column = 0;
        int count = wraps ? row.runs().size() : row.runsToPaint();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            Row.Run run = row.runs().get(i);
            column += run.width();
            run(last && !wraps ? run.trimmed() : run, column, wraps && last);
        }
        if (doubtful) {
            out.append("\u001b[?7h");
        }
    }

    private void run(Row.Run run, int end, boolean mustReachEdge) {
        if (run.blank() && run.width() > GAP_WORTH_A_MOVE && !mustReachEdge) {
            out.append("\u001b[").append(run.width()).append('C');
            return;
        }
        if (end == cols && run.erasable() && !mustReachEdge) {
            use(run.pen(), false, "");
            out.append("\u001b[K");
            return;
        }
        cell(run);
        if (!run.certain()) {
            plain();
            out.append("\u001b[").append(Math.min(end + 1, cols)).append('G');
            if (end < cols) {
                out.append("\u001b[K");
            }
        }
    }

    /** Makes the emulator wrap: the cursor must stand behind the last column when the next character comes. */
    private void wrapInto(Row row, Row next) {
        boolean colours = !next.runs().isEmpty() && next.runs().get(0).pen().coloursErased();
        boolean blank = next.runs().isEmpty() || next.runs().get(0).blank();
        boolean wideNext = !blank && startsWide(next);
        int width = row.width();
        if (width < cols && !(wideNext && width == cols - 1 && !colours)) {
            plain();
            out.append("\u001b[").append(cols).append("G ");
        }
        if (colours || blank) {
            // wrapping fills the new line with the background in force, and no move over a gap would wrap
            plain();
            out.append(" \r");
        }
    }

    private static boolean startsWide(Row row) {
        return WidthTable.ofCaptured(row.runs().get(0).text().codePointAt(0)) == 2;
    }

    private void newLine() {
        if (pen.coloursErased()) {
            use(CapturedPen.DEFAULT, false, link);
        }
        out.append("\r\n");
    }

    private void use(CapturedPen wanted, boolean wantedGraphics, String wantedLink) {
        if (!pen.equals(wanted)) {
            out.append("\u001b[").append(wanted.changeFrom(pen)).append('m');
            pen = wanted;
        }
        if (graphics != wantedGraphics) {
            out.append(wantedGraphics ? '\u000e' : '\u000f');
            graphics = wantedGraphics;
        }
        if (!link.equals(wantedLink)) {
            out.append("\u001b]8;")
                    .append(wantedLink.isEmpty() ? ";" : wantedLink)
                    .append("\u001b\\");
            link = wantedLink;
        }
    }
}
