package io.tmuxbridge.core.terminal;

import java.util.BitSet;

/**
 * tmux's screen without its cells: cursor, region, tab stops, the modes that steer the cursor, and of each row whether
 * it was wrapped and written. Method for method the arithmetic of screen-write.c, oddities included.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Screen {
    int cols;
    int rows;
    /** Column from 0; equal to {@link #cols} when a wrap is pending. */
    int x;

    int y;
    int top;
    int bottom;
    boolean wrap = true;
    boolean insert;
    boolean origin;
    boolean alternate;
    /** Cursor of the main screen as saved by mode 1049; -1 when never saved. */
    int savedX = -1;

    int savedY = -1;

    final BitSet tabs = new BitSet();
    Rows lines;
    private Rows mainLines;

    Screen(int cols, int rows) {
        lines = new Rows(rows);
        mainLines = lines;
        resize(cols, rows);
        bottom = rows - 1;
    }

    /** Takes a new size; as in tmux the tab stops go when the width changes, and the region becomes the screen. */
    void resize(int newCols, int newRows) {
        if (newCols != cols) {
            cols = newCols;
            defaultTabs();
        }
        if (newRows != rows) {
            rows = newRows;
            lines = new Rows(rows);
            mainLines = new Rows(rows);
        }
        top = 0;
        bottom = rows - 1;
        x = Math.min(x, cols);
        y = Math.min(y, rows - 1);
    }

    void defaultTabs() {
        tabs.clear();
        for (int column = 8; column < cols; column += 8) {
            tabs.set(column);
        }
    }

    boolean tabsAreDefault() {
        int next = 8;
        for (int column = tabs.nextSetBit(0); column >= 0; column = tabs.nextSetBit(column + 1)) {
            if (column != next) {
                return false;
            }
            next += 8;
        }
        return next >= cols;
    }

    boolean inRegion() {
        return y >= top && y <= bottom;
    }

    boolean regionIsAll() {
        return top == 0 && bottom == rows - 1;
    }

    /** screen_write_cursormove: -1 leaves a coordinate as it is. */
    void cursorMove(int newX, int newY, boolean relative) {
        int py = newY;
        if (relative && py != -1 && origin) {
            py = py > bottom - top ? bottom : py + top;
        }
        if (newX != -1) {
            x = Math.min(newX, cols - 1);
        }
        if (py != -1) {
            y = Math.min(py, rows - 1);
        }
    }

    void up(int n) {
        int room = y < top ? y : y - top;
        unpend();
        y -= Math.min(n, room);
    }

    void down(int n) {
        int room = y > bottom ? rows - 1 - y : bottom - y;
        unpend();
        y += Math.min(n, room);
    }

    void right(int n) {
        // At a pending wrap tmux's room wraps round and the cursor ends in the last column.
        x = x >= cols - 1 ? cols - 1 : (int) Math.min((long) x + n, cols - 1);
    }

    void left(int n) {
        x -= Math.min(n, x);
    }

    private void unpend() {
        if (x == cols) {
            x--;
        }
    }

    void backspace() {
        if (x > 0) {
            x--;
        } else if (y > 0 && lines.wrapped(y - 1)) {
            y--;
            x = cols - 1;
        }
    }

    void tab() {
        if (x >= cols - 1) {
            return;
        }
        do {
            x++;
        } while (!tabs.get(x) && x < cols - 1);
    }

    void backTab(int n) {
        x = Math.min(x, cols - 1);
        for (int i = 0; i < n && x > 0; i++) {
            do {
                x--;
            } while (x > 0 && !tabs.get(x));
        }
    }

    /** screen_write_linefeed; true when the region scrolled. */
    boolean lineFeed(boolean wrapped) {
        if (wrapped) {
            lines.setWrapped(y);
        }
        if (y == bottom) {
            lines.scrollUp(top, bottom, alternate);
            return true;
        }
        if (y < rows - 1) {
            y++;
        }
        return false;
    }

    void reverseIndex() {
        if (y == top) {
            lines.scrollDown(top, bottom);
        } else if (y > 0) {
            y--;
        }
    }

    /** screen_write_scrollregion; false when tmux ignores it. */
    boolean setRegion(int upper, int lower) {
        int newTop = Math.min(upper, rows - 1);
        int newBottom = Math.min(lower, rows - 1);
        if (newTop >= newBottom) {
            return false;
        }
        x = 0;
        y = 0;
        top = newTop;
        bottom = newBottom;
        return true;
    }

    /** screen_alternate_on. */
    void enterAlternate(boolean saveCursor) {
        alternate = true;
        mainLines = lines;
        lines = new Rows(rows);
        if (saveCursor) {
            savedX = x;
            savedY = y;
        }
    }

    /** screen_alternate_off, up to what becomes of the saved cursor. */
    void leaveAlternate() {
        x = Math.min(x, cols - 1);
        if (alternate) {
            alternate = false;
            lines = mainLines;
        }
    }
}
