package io.tmuxbridge.core.replica;

import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.SpecialGraphics;
import io.tmuxbridge.core.terminal.WidthTable;

/**
 * The screen of xterm.js 6 with addon-unicode11: cursor, two buffers, modes, and what each function does to them
 * (InputHandler and BufferService, method for method, as far as the stream and snapshots make use of it).
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Emulator {

    final int cols;
    final int rows;
    final Modes modes = new Modes();
    Buffer buffer;
    int x;
    int y;
    long pen;
    /** How often the screen, or a region of it, was moved up because a line went over its end. */
    long scrolled;

    private Buffer main;
    private boolean g0Graphics;
    private boolean g1Graphics;
    private boolean shiftedOut;
    /** Columns of the character before, when the next one may join it; else 0. */
    private int joinable;

    Emulator(int cols, int rows) {
        this.cols = cols;
        this.rows = rows;
        main = new Buffer(cols, rows, Look.DEFAULT);
        buffer = main;
    }

    boolean alternate() {
        return buffer != main;
    }

    /** RIS. What it leaves as it is in xterm.js, too: whether the cursor shows. */
    void reset() {
        main = new Buffer(cols, rows, Look.DEFAULT);
        buffer = main;
        x = 0;
        y = 0;
        pen = Look.DEFAULT;
        g0Graphics = false;
        g1Graphics = false;
        shiftedOut = false;
        modes.reset();
    }

    /** A control function came: no character joins across it. */
    void interrupted() {
        joinable = 0;
    }

    void designate(boolean g1, boolean graphics) {
        if (g1) {
            g1Graphics = graphics;
        } else {
            g0Graphics = graphics;
        }
    }

    void shift(boolean out) {
        shiftedOut = out;
    }

    /** Has another emulator, one that was reset, draw characters from the same sets. */
    void writeCharsets(ByteSink out) {
        out.append(g0Graphics ? "\u001b(0" : "");
        out.append(g1Graphics ? "\u001b)0" : "");
        out.append(shiftedOut ? "\u000e" : "");
    }

    void print(int codePoint) {
        int code = drawn(codePoint);
        int columns = Math.max(0, WidthTable.VIEWER.of(code));
        boolean joins = columns == 0 && joinable > 0;
        int old = joins ? joinable : 0;
        if (joins) {
            columns = joinable;
        }
        joinable = columns;
        current().blankHalfBefore(Math.min(x, cols), pen);
        if (x + columns - old > cols) {
            if (modes.wrap) {
                wrap();
            } else {
                x = cols - 1;
                if (columns == 2) {
                    return;
                }
            }
        }
        if (joins && x > 0) {
            current().join(current().width(x - 1) > 0 ? x - 1 : Math.max(0, x - 2), code, columns);
        } else {
            put(code, columns);
        }
    }

    private int drawn(int codePoint) {
        boolean graphics = shiftedOut ? g1Graphics : g0Graphics;
        return graphics && codePoint < 0x80 ? SpecialGraphics.drawn((char) codePoint) : codePoint;
    }

    private void wrap() {
        Line line = current();
        if (x < cols) {
            line.fill(x, cols, pen);
        }
        x = 0;
        down();
    }

    private void put(int code, int columns) {
        Line line = current();
        if (modes.insert && columns > 0) {
            line.insert(x, columns, pen);
        }
        if (x < cols) {
            line.set(x, code, columns, pen);
        }
        x++;
        if (columns == 2 && x < cols) { // in a single column there is no second half
            line.set(x++, 0, 0, pen);
        }
        if (x < cols && line.width(x) == 0 && !line.hasText(x)) {
            line.fill(x, x + 1, pen);
        }
    }

    void lineFeed() {
        down();
        if (x >= cols) {
            x--;
        }
    }

    private void down() {
        if (y == buffer.bottom) {
            buffer.scrollUp(Look.erased(pen));
            scrolled++;
        } else {
            y = Math.min(y + 1, rows - 1);
        }
    }

    void index() {
        restrict(cols - 1);
        down();
    }

    void reverseIndex() {
        restrict(cols - 1);
        if (y == buffer.top) {
            buffer.scrollDown(Look.erased(pen));
        } else {
            y = Math.max(0, y - 1);
            restrict(cols - 1);
        }
    }

    void backspace() {
        restrict(cols - 1);
        x = Math.max(0, x - 1);
    }

    void tab() {
        if (x < cols) {
            x = buffer.nextTab(x);
        }
    }

    void backTab(int n) {
        for (int i = 0; i < n && x < cols; i++) {
            x = buffer.previousTab(x);
        }
    }

    /** To a place counted from the region's top in origin mode. */
    void moveTo(int column, int row) {
        x = column;
        y = modes.origin ? buffer.top + row : row;
        restrict(cols - 1);
    }

    void up(int n) {
        int room = y - buffer.top;
        moveBy(0, -(room >= 0 ? Math.min(room, n) : n));
    }

    void down(int n) {
        int room = buffer.bottom - y;
        moveBy(0, room >= 0 ? Math.min(room, n) : n);
    }

    void moveBy(int columns, int rowsDown) {
        restrict(cols - 1);
        moveTo(x + columns, y + rowsDown);
    }

    void restrict(int last) {
        x = Math.min(last, Math.max(0, x));
        int least = modes.origin ? buffer.top : 0;
        int most = modes.origin ? buffer.bottom : rows - 1;
        y = Math.min(most, Math.max(least, y));
    }

    void region(int top, int bottom) {
        int last = bottom > rows || bottom == 0 ? rows : bottom;
        if (last > top) {
            buffer.top = top - 1;
            buffer.bottom = last - 1;
            moveTo(0, 0);
        }
    }

    void alternate(boolean on) {
        if (on && buffer == main) {
            buffer = new Buffer(cols, rows, Look.erased(pen));
        } else if (!on) {
            buffer = main;
        }
    }

    Line current() {
        return buffer.lines[y];
    }
}
