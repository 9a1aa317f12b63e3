package io.tmuxbridge.core.replica;

import java.util.Optional;

/**
 * How the screen that viewers have differs from the one they should have.
 *
 * <p>Cells that a capture does not tell count as equal: up to 3.3a tmux leaves out coloured blanks at the end of a row.
 * A cursor that waits in the last column and one that is to wrap count as equal, too: the next character goes to the
 * same place.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param cells how many cells differ
 * @param first the first thing that differs: its place and kind, never what is written there
 */
public record Difference(int cells, String first) {

    /**
     * Compares two screens of one size.
     *
     * @param shown what viewers have
     * @param wanted what they should have: a new snapshot
     * @param tailsTold whether the capture that the snapshot was made of tells blanks at the ends of rows
     * @return absent when they are equal
     */
    public static Optional<Difference> between(Replica shown, Replica wanted, boolean tailsTold) {
        Emulator a = shown.emulator;
        Emulator b = wanted.emulator;
        if (a.cols != b.cols || a.rows != b.rows) {
            return Optional.of(new Difference(0, "size " + a.cols + "x" + a.rows + ", not " + b.cols + "x" + b.rows));
        }
        int cells = 0;
        String first = "";
        for (int y = 0; y < a.rows; y++) {
            Line row = a.buffer.lines[y];
            Line truth = b.buffer.lines[y];
            int told = tailsTold ? a.cols : ScreenHash.end(truth, a.cols);
            for (int x = 0; x < a.cols; x++) {
                String kind = kind(row, truth, x, x < told);
                if (!kind.isEmpty() && cells++ == 0) {
                    first = kind + " at row " + y + ", column " + x;
                }
            }
        }
        String rest = cells > 0 ? first : cursorAndModes(a, b);
        return rest.isEmpty() ? Optional.empty() : Optional.of(new Difference(cells, rest));
    }

    private static String kind(Line a, Line b, int x, boolean told) {
        if (a.width(x) != b.width(x)) {
            return "width";
        }
        if (a.width(x) == 0) {
            return "";
        }
        boolean blank = a.blank(x);
        if (blank != b.blank(x) || !blank && !a.text(x).equals(b.text(x))) {
            return "character";
        }
        long lookA = a.look(x);
        long lookB = b.look(x);
        if (blank && !Look.showsOnBlank(lookA) && !Look.showsOnBlank(lookB)) {
            boolean known = told || Look.background(lookB) != 0;
            return known && Look.background(lookA) != Look.background(lookB) ? "background" : "";
        }
        return visible(lookA, blank) != visible(lookB, blank) ? "look" : "";
    }

    private static long visible(long look, boolean blank) {
        int unseen = Look.BOLD | Look.DIM | Look.ITALIC | Look.HIDDEN;
        return Look.linked(blank ? Look.without(look, unseen) : look, false);
    }

    private static String cursorAndModes(Emulator a, Emulator b) {
        int last = a.cols - 1;
        if (Math.min(a.x, last) != Math.min(b.x, last) || a.y != b.y) {
            return "cursor in row " + a.y + ", column " + a.x + ", not row " + b.y + ", column " + b.x;
        }
        if (a.alternate() != b.alternate()) {
            return "alternate screen " + a.alternate();
        }
        if (Look.linked(a.pen, false) != Look.linked(b.pen, false)) {
            return "pen";
        }
        return a.modes.firstDifference(b.modes);
    }
}
