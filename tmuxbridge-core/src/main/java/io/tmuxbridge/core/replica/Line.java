package io.tmuxbridge.core.replica;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row of cells as xterm.js keeps it (BufferLine): a wide character has width 2 and is followed by a cell of width
 * 0; an edit that hits half of one blanks what is left.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Line {

    /** The text of a cell that holds more than one code point is in {@link #joined}. */
    private static final int JOINED = -1;

    private final int[] text;
    private final byte[] width;
    private final long[] look;
    private @Nullable String[] joined = {};

    Line(int cols, long erased) {
        text = new int[cols];
        width = new byte[cols];
        look = new long[cols];
        fill(0, cols, erased);
    }

    int cols() {
        return text.length;
    }

    int width(int x) {
        return width[x];
    }

    long look(int x) {
        return look[x];
    }

    /** Whether the cell holds a character at all; it may be a blank. */
    boolean hasText(int x) {
        return text[x] != 0;
    }

    /** Nothing or a space. */
    boolean blank(int x) {
        return text[x] == 0 || text[x] == ' ';
    }

    /** The characters of a cell, empty for none. */
    String text(int x) {
        if (text[x] == JOINED) {
            return String.valueOf(joined[x]);
        }
        return text[x] == 0 ? "" : Character.toString(text[x]);
    }

    /** Appends the text of the first columns, with a blank for each cell that holds none. */
    void text(int columns, StringBuilder to) {
        for (int x = 0; x < columns; x++) {
            if (width[x] > 0) {
                to.append(hasText(x) ? text(x) : " ");
            }
        }
    }

    void set(int x, int codePoint, int columns, long as) {
        text[x] = codePoint;
        width[x] = (byte) columns;
        look[x] = as;
    }

    void join(int x, int codePoint, int columns) {
        if (text[x] == 0) {
            set(x, codePoint, 1, look[x]);
        } else {
            if (joined.length == 0) {
                joined = new String[text.length];
            }
            joined[x] = text(x) + Character.toString(codePoint);
            text[x] = JOINED;
        }
        width[x] = (byte) columns;
    }

    void fill(int from, int to, long as) {
        Arrays.fill(text, from, to, 0);
        Arrays.fill(width, from, to, (byte) 1);
        Arrays.fill(look, from, to, as);
    }

    /** All cells become this character. */
    void fillWith(int codePoint, long as) {
        Arrays.fill(text, codePoint);
        Arrays.fill(width, (byte) 1);
        Arrays.fill(look, as);
    }

    void insert(int x, int n, long as) {
        blankHalfBefore(x, as);
        int kept = text.length - x - n;
        if (kept > 0) {
            move(x, x + n, kept);
            fill(x, x + n, as);
        } else {
            fill(x, text.length, as);
        }
        if (width[text.length - 1] == 2) {
            fill(text.length - 1, text.length, as);
        }
    }

    void delete(int x, int n, long as) {
        int kept = text.length - x - n;
        if (kept > 0) {
            move(x + n, x, kept);
            fill(text.length - n, text.length, as);
        } else {
            fill(x, text.length, as);
        }
        blankHalfBefore(x, as);
        if (width[x] == 0 && !hasText(x)) {
            fill(x, x + 1, as);
        }
    }

    /** Erases from {@code from} to before {@code to}, which may be beyond the end. */
    void erase(int from, int to, long as) {
        blankHalfBefore(from, as);
        if (to < text.length && width[to - 1] == 2) {
            fill(to, to + 1, as);
        }
        if (from < text.length) {
            fill(from, Math.min(to, text.length), as);
        }
    }

    /** What is before {@code x} may be the first half of a wide character that is being cut. */
    void blankHalfBefore(int x, long as) {
        if (x > 0 && width[x - 1] == 2) {
            fill(x - 1, x, as);
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(text, from, text, to, count);
        System.arraycopy(width, from, width, to, count);
        System.arraycopy(look, from, look, to, count);
        if (joined.length > 0) {
            System.arraycopy(joined, from, joined, to, count);
        }
    }
}
