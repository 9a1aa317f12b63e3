package io.tmuxbridge.core.terminal;

import java.util.Arrays;

/**
 * What tmux keeps of each row of the screen besides its cells: whether it goes on in the next one, and whether anything
 * was written to it. Moves as the lines of grid.c do, which forget the first here and there.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Rows {
    private static final byte WRAPPED = 1;
    private static final byte WRITTEN = 2;
    private final byte[] flags;

    Rows(int rows) {
        flags = new byte[rows];
    }

    boolean wrapped(int row) {
        return (flags[row] & WRAPPED) != 0;
    }

    void setWrapped(int row) {
        flags[row] |= WRAPPED;
    }

    void setWritten(int row) {
        flags[row] |= WRITTEN;
    }

    /** How many rows there are down to the last written one. */
    int writtenHeight() {
        int height = flags.length;
        while (height > 0 && (flags[height - 1] & WRITTEN) == 0) {
            height--;
        }
        return height;
    }

    /** Clears whole rows, {@code last} inclusive; the row above no longer goes on (grid_clear_lines). */
    void clear(int first, int last) {
        if (first <= last) {
            Arrays.fill(flags, first, last + 1, (byte) 0);
            unlink(first - 1);
        }
    }

    private void unlink(int row) {
        if (row >= 0) {
            flags[row] &= ~WRAPPED;
        }
    }

    /** Scrolls a region by one; without a history tmux does it by moving lines. */
    void scrollUp(int first, int last, boolean byMoving) {
        if (byMoving) {
            move(first, first + 1, last - first);
        } else {
            System.arraycopy(flags, first + 1, flags, first, last - first);
            flags[last] = 0;
        }
    }

    /** Scrolls a region down by one. */
    void scrollDown(int first, int last) {
        move(first + 1, first, last - first);
    }

    /** Inserts rows before {@code row} in the region that ends at {@code last}. */
    void insert(int row, int last, int n) {
        int kept = last + 1 - row - n;
        move(last + 1 - kept, row, kept);
        clearRest(row + kept, n - kept);
    }

    /** Deletes rows from {@code row} on in the region that ends at {@code last}. */
    void delete(int row, int last, int n) {
        int kept = last + 1 - row - n;
        move(row, row + n, kept);
        clearRest(row + kept, n - kept);
    }

    private void clearRest(int first, int count) {
        if (count != 0) {
            for (int i = first; i < first + count; i++) {
                flags[i] = 0;
            }
            unlink(first - 1);
        }
    }

    /** grid_move_lines. */
    private void move(int to, int from, int count) {
        if (count == 0 || to == from) {
            return;
        }
        unlink(to - 1);
        System.arraycopy(flags, from, flags, to, count);
        for (int i = from; i < from + count; i++) {
            if (i < to || i >= to + count) {
                flags[i] = 0;
            }
        }
        if (from < to || from >= to + count) {
            unlink(from - 1);
        }
    }
}
