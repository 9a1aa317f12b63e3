package io.tmuxbridge.core.terminal;

/**
 * Functions that move the cursor: passed on as they are where xterm.js goes the same way, followed by the place where
 * tmux's cursor is where it does not.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class CursorMoves {
    private final Screen screen;
    private final View view;

    CursorMoves(Screen screen, View view) {
        this.screen = screen;
        this.view = view;
    }

    void backspace() {
        view.ready();
        screen.backspace();
        int before = Math.min(view.x, screen.cols - 1);
        if (before > 0 && before - 1 == screen.x) {
            view.c0('\b');
            view.x = screen.x;
        } else if (view.x != screen.x || view.x == 0) {
            view.place();
        }
    }

    void tab() {
        view.ready();
        view.readyTabs();
        screen.tab();
        view.c0('\t');
        if (view.x < screen.cols) {
            view.x = Math.min(screen.x, screen.cols - 1);
        }
        view.settle();
    }

    void lineFeed() {
        view.ready();
        screen.lineFeed(false);
        view.c0('\n');
        view.x = Math.min(view.x, screen.cols - 1);
        view.settle();
    }

    void carriageReturn() {
        screen.x = 0;
        view.c0('\r');
        view.x = 0;
    }

    /** IND, NEL and RI. */
    void index(int last) {
        view.ready();
        if (last == 'E') {
            screen.x = 0;
            view.x = 0;
        }
        if (last == 'M') {
            screen.reverseIndex();
        } else {
            screen.lineFeed(false);
        }
        view.escape(last);
        view.x = Math.min(view.x, screen.cols - 1);
        view.settle();
    }

    void move(int last, int n) {
        if (n == Parameters.INVALID) {
            return;
        }
        view.ready();
        int from = Math.min(view.x, screen.cols - 1);
        if (last == 'Z') {
            view.readyTabs();
        }
        int wasX = screen.x;
        moveCursor(last, n);
        if (screen.origin || last == 'Z' && wasX >= screen.cols) {
            view.place();
            return;
        }
        view.csi(n, last);
        view.x = switch (last) {
            case 'C' -> (int) Math.min((long) from + n, screen.cols - 1);
            case 'D' -> Math.max(0, from - n);
            case 'E', 'F' -> 0;
            case 'Z' -> screen.x;
            default -> from;
        };
        view.settle();
    }

    private void moveCursor(int last, int n) {
        if (last == 'E' || last == 'F') {
            screen.x = 0;
        }
        switch (last) {
            case 'A', 'F' -> screen.up(n);
            case 'B', 'E' -> screen.down(n);
            case 'C' -> screen.right(n);
            case 'D' -> screen.left(n);
            default -> screen.backTab(n);
        }
    }

    void column(int n) {
        if (n == Parameters.INVALID) {
            return;
        }
        screen.cursorMove(n - 1, -1, true);
        view.csi(n, 'G');
        view.x = screen.x;
    }

    void row(int n) {
        if (n == Parameters.INVALID) {
            return;
        }
        screen.cursorMove(-1, n - 1, true);
        if (screen.origin) {
            view.place();
        } else {
            view.csi(n, 'd');
            view.x = Math.min(view.x, screen.cols - 1);
            view.settle();
        }
    }

    void position(int row, int column) {
        if (row == Parameters.INVALID || column == Parameters.INVALID) {
            return;
        }
        int x = screen.x;
        int y = screen.y;
        screen.cursorMove(column - 1, row - 1, true);
        view.goTo(y == screen.y && (x == screen.x || x == screen.cols && screen.x == screen.cols - 1));
    }
}
