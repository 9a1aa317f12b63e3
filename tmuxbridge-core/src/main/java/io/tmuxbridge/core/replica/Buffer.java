package io.tmuxbridge.core.replica;

import java.util.BitSet;

/**
 * One of an emulator's two buffers: its rows, and the region and tab stops, which belong to each in xterm.js. Rows that
 * scroll off the top are gone: the history is not kept.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Buffer {

    private final int cols;
    final Line[] lines;
    final BitSet tabs = new BitSet();
    int top;
    int bottom;

    Buffer(int cols, int rows, long erased) {
        this.cols = cols;
        this.lines = new Line[rows];
        clear(0, rows, erased);
        bottom = rows - 1;
        for (int x = 0; x < cols; x += 8) {
            tabs.set(x);
        }
    }

    void clear(int from, int to, long erased) {
        for (int y = from; y < to; y++) {
            lines[y] = new Line(cols, erased);
        }
    }

    /** Moves the rows of the region up by one. */
    void scrollUp(long erased) {
        delete(top, 1, erased);
    }

    /** Moves the rows of the region down by one. */
    void scrollDown(long erased) {
        insert(top, 1, erased);
    }

    /** Inserts rows before one of the region. */
    void insert(int y, int wanted, long erased) {
        int n = Math.min(wanted, bottom + 1 - y);
        System.arraycopy(lines, y, lines, y + n, bottom + 1 - y - n);
        clear(y, y + n, erased);
    }

    /** Deletes rows from one of the region on. */
    void delete(int y, int wanted, long erased) {
        int n = Math.min(wanted, bottom + 1 - y);
        System.arraycopy(lines, y + n, lines, y, bottom + 1 - y - n);
        clear(bottom + 1 - n, bottom + 1, erased);
    }

    int nextTab(int x) {
        int next = tabs.nextSetBit(x + 1);
        return next < 0 || next >= cols ? cols - 1 : next;
    }

    int previousTab(int x) {
        return x == 0 ? 0 : Math.max(0, tabs.previousSetBit(x - 1));
    }
}
