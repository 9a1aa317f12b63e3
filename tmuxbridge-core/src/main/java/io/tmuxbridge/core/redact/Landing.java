package io.tmuxbridge.core.redact;

import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.Whereabouts;
import org.jspecify.annotations.Nullable;

/**
 * Where characters land on the screen, and whether that is beside the one before.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Landing {

    /** Rows looked up to for the beginning of a text that the cursor has jumped into. */
    private static final int ROWS_ABOVE = 16;

    private static final int UNKNOWN = -1;

    private final int cols;
    private final Whereabouts where;
    private int nextColumn = UNKNOWN;
    private long nextLine;
    private boolean alternate;
    /** Where a blank was printed behind a full row. */
    private @Nullable Place skipped;

    /** Where a character lands, as seen from the one before. */
    enum Kind {
        /** Behind it, or at the beginning of the next row when its row is full. */
        BESIDE,
        /** In the same row with nothing but blanks between. */
        AFTER_A_GAP,
        /** At the beginning of a row below. */
        BELOW,
        /** Anywhere else. */
        ELSEWHERE
    }

    /** A place on the screen, or behind the last column. */
    record Place(long line, int column, boolean alternate) {}

    Landing(Replica on) {
        this.cols = on.cols();
        this.where = new Whereabouts(on);
    }

    /** The next character is expected at the beginning of the screen. */
    void atTop() {
        nextColumn = 0;
    }

    /** Where a character of so many columns has landed, which was just printed. */
    Kind of(int width) {
        int column = column(width);
        long line = where.line();
        boolean known = alternate == where.alternate() && nextColumn != UNKNOWN;
        boolean wrapped = column == 0 && nextColumn + width > cols;
        if (!known) {
            return Kind.ELSEWHERE;
        }
        if (wrapped || column == nextColumn && line == nextLine) {
            return Kind.BESIDE;
        }
        if (line == nextLine && column > nextColumn && blankBetween(column)) {
            return Kind.AFTER_A_GAP;
        }
        return line > nextLine && column == 0 ? Kind.BELOW : Kind.ELSEWHERE;
    }

    /**
     * Whether a blank that was just printed is the first in a row because the one above is full. Programs and snapshots
     * print one there only to make the cursor wrap, and overwrite it at once: it is skipped until that is known.
     */
    boolean skipsBlank() {
        boolean wrapped = nextColumn == cols && column(1) == 0 && alternate == where.alternate();
        if (wrapped) {
            skipped = place(1);
        }
        return wrapped;
    }

    /** Whether a blank was skipped that stays, now that a character was printed: then it is the one before. */
    boolean blankStays(int width) {
        Place blank = skipped;
        skipped = null;
        if (blank == null || blank.equals(place(width))) {
            return false;
        }
        nextLine = blank.line();
        nextColumn = 1;
        return true;
    }

    /** What stands before a character of so many columns that was just printed. */
    String textBefore(int width) {
        return where.textBefore(column(width), ROWS_ABOVE);
    }

    /** The character that was just printed is the one before from now on. */
    void passed() {
        nextColumn = where.column();
        nextLine = where.line();
        alternate = where.alternate();
    }

    /** Behind the last character printed. */
    Place behindLast() {
        return new Place(nextLine, nextColumn, alternate);
    }

    /** The place of a character of so many columns that was just printed. */
    Place place(int width) {
        return new Place(where.line(), column(width), where.alternate());
    }

    /** Where the cursor is. */
    Place cursor() {
        return new Place(where.line(), where.column(), where.alternate());
    }

    private int column(int width) {
        return Math.max(0, where.column() - width);
    }

    private boolean blankBetween(int column) {
        String text = where.textBefore(column, 0);
        return text.substring(Math.max(0, text.length() - (column - nextColumn)))
                .isBlank();
    }
}
