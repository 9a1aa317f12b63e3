package io.tmuxbridge.core.terminal;

/**
 * Erasing, inserting, deleting and scrolling, and the region: functions that change cells, which we do not keep, but
 * also rows, the cursor and a viewer's history (screen-write.c).
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Erasing {
    private final TerminalState state;
    private final Screen screen;
    private final View view;

    Erasing(TerminalState state, View view) {
        this.state = state;
        this.screen = state.screen;
        this.view = view;
    }

    void run(int last, Parameters p) {
        view.ready();
        if (last == 'J') {
            display(p.get(0, 0, 0), p.get(1, 0, 0));
        } else if (last == 'K') {
            line(p.get(0, 0, 0));
        } else {
            int n = p.get(0, 1, 1);
            if (n != Parameters.INVALID) {
                edit(last, n);
            }
        }
    }

    private void display(int which, int argument) {
        switch (which) {
            case 0 -> {
                if (screen.x == 0 && screen.y == 0) {
                    keepHistory();
                }
                view.erase(0, 'J');
                if (screen.x == 0) {
                    screen.lines.clear(screen.y, screen.rows - 1);
                } else {
                    screen.lines.clear(screen.y + 1, screen.rows - 1);
                }
            }
            case 1 -> eraseBefore();
            case 2 -> clearScreen();
            case 3 -> {
                if (argument == 0) {
                    view.erase(3, 'J');
                }
            }
            default -> view.joinable = -1;
        }
    }

    /** xterm.js 6 fails when this is asked of the last cell of all, so whole lines are erased as such. */
    private void eraseBefore() {
        if (screen.x < screen.cols - 1) {
            view.erase(1, 'J');
            screen.lines.clear(0, screen.y - 1);
            return;
        }
        int x = screen.x;
        int y = screen.y;
        view.erase(2, 'K');
        if (y > 0) {
            moveTo(0, y - 1);
            view.erase(1, 'J');
            view.erase(2, 'K');
            moveTo(x, y);
        }
        screen.lines.clear(0, y);
    }

    void clearScreen() {
        keepHistory();
        view.erase(2, 'J');
        screen.lines.clear(0, screen.rows - 1);
    }

    /** tmux scrolls what is on the main screen into the history before it clears it (option scroll-on-clear). */
    private void keepHistory() {
        boolean kept = !screen.alternate && state.options.scrollOnClear();
        int height = kept ? screen.lines.writtenHeight() : 0;
        if (height == 0) {
            return;
        }
        int x = screen.x;
        int y = screen.y;
        int top = screen.top;
        int bottom = screen.bottom;
        boolean part = !screen.regionIsAll();
        if (part) {
            setRegion(0, screen.rows - 1);
        }
        moveTo(0, screen.rows - 1);
        for (int i = 0; i < height; i++) {
            screen.lineFeed(false);
            view.c0('\n');
        }
        if (part) {
            setRegion(top, bottom);
        }
        moveTo(x, y);
    }

    private void line(int which) {
        if (which == 0 && screen.x >= screen.cols || which < 0 || which > 2) {
            view.joinable = -1;
            return;
        }
        view.erase(which, 'K');
        boolean all = which == 2 || which == 0 && screen.x == 0 || which == 1 && screen.x >= screen.cols - 1;
        if (all) {
            screen.lines.clear(screen.y, screen.y);
        }
    }

    private void edit(int last, int n) {
        switch (last) {
            case 'X', '@', 'P' -> {
                // ICH up to the end of the line leaves tmux without anything to move, and then it clears nothing.
                boolean nothing = last == '@' && n >= screen.cols - screen.x && screen.x < screen.cols - 1;
                if (screen.x < screen.cols && !nothing) {
                    view.csi(Math.min(n, screen.cols), last);
                    view.blanked = last == 'P' ? 0 : n;
                }
            }
            case 'L', 'M' -> lines(last, n);
            case 'S' -> scrollUp(n);
            default -> scrollDown(n);
        }
    }

    /** IL and DL; outside of the region tmux moves all lines down to the end of the screen. */
    private void lines(int last, int n) {
        if (screen.inRegion()) {
            linesIn(last, Math.min(n, screen.bottom + 1 - screen.y));
            return;
        }
        if (last == 'L' && n >= screen.rows - screen.y) {
            // Here tmux has no line left to move, and then it clears none.
            view.joinable = -1;
            return;
        }
        int x = screen.x;
        int y = screen.y;
        int top = screen.top;
        int bottom = screen.bottom;
        setRegion(0, screen.rows - 1);
        moveTo(x, y);
        linesIn(last, Math.min(n, screen.rows - y));
        setRegion(top, bottom);
        moveTo(x, y);
    }

    private void linesIn(int last, int n) {
        view.csi(n, last);
        view.x = 0;
        if (last == 'L') {
            screen.lines.insert(screen.y, screen.bottom, n);
        } else {
            screen.lines.delete(screen.y, screen.bottom, n);
        }
        view.settle();
    }

    /** Scrolled in line feeds, so that a viewer's history gets what tmux's gets. */
    private void scrollUp(int n) {
        int lines = Math.min(n, screen.bottom - screen.top + 1);
        int x = screen.x;
        int y = screen.y;
        moveTo(x, screen.bottom);
        for (int i = 0; i < lines; i++) {
            screen.lineFeed(false);
            view.c0('\n');
        }
        moveTo(x, y);
    }

    /** xterm.js scrolls down without the pen's background; reverse index has it. */
    private void scrollDown(int n) {
        int lines = Math.min(n, screen.bottom - screen.top + 1);
        if (state.pen.background == Pen.DEFAULT) {
            view.csi(lines, 'T');
            for (int i = 0; i < lines; i++) {
                screen.lines.scrollDown(screen.top, screen.bottom);
            }
            return;
        }
        int x = screen.x;
        int y = screen.y;
        moveTo(x, screen.top);
        for (int i = 0; i < lines; i++) {
            screen.reverseIndex();
            view.escape('M');
        }
        moveTo(x, y);
    }

    /** DECSTBM with rows from 1. */
    void region(int upper, int lower) {
        if (upper == Parameters.INVALID || lower == Parameters.INVALID) {
            return;
        }
        setRegion(upper - 1, lower - 1);
    }

    void setRegion(int top, int bottom) {
        if (!screen.setRegion(top, bottom)) {
            view.joinable = -1;
            return;
        }
        view.region();
    }

    private void moveTo(int x, int y) {
        screen.x = x;
        screen.y = y;
        view.place();
    }
}
