package io.tmuxbridge.core.replica;

/**
 * What changes cells without printing: erasing, inserting, deleting and scrolling, as xterm.js does it.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Editing {

    private Editing() {}

    static void eraseInDisplay(Emulator on, int which) {
        on.restrict(on.cols);
        long erased = Look.erased(on.pen);
        switch (which) {
            case 0 -> {
                on.current().erase(on.x, on.cols, erased);
                on.buffer.clear(on.y + 1, on.rows, erased);
            }
            case 1 -> {
                on.current().erase(0, on.x + 1, erased);
                on.buffer.clear(0, on.y, erased);
            }
            case 2 -> on.buffer.clear(0, on.rows, erased);
            default -> {
                // 3: the history, which is not kept here.
            }
        }
    }

    static void eraseInLine(Emulator on, int which) {
        on.restrict(on.cols);
        int from = which == 0 ? on.x : 0;
        int to = which == 1 ? on.x + 1 : on.cols;
        on.current().erase(from, to, Look.erased(on.pen));
    }

    /** ECH, ICH and DCH. */
    static void edit(Emulator on, int last, int n) {
        on.restrict(on.cols - 1);
        long erased = Look.erased(on.pen);
        switch (last) {
            case 'X' -> on.current().erase(on.x, on.x + n, erased);
            case '@' -> on.current().insert(on.x, n, erased);
            default -> on.current().delete(on.x, n, erased);
        }
    }

    /** IL and DL. */
    static void editLines(Emulator on, boolean insert, int n) {
        on.restrict(on.cols - 1);
        if (on.y < on.buffer.top || on.y > on.buffer.bottom) {
            return;
        }
        if (insert) {
            on.buffer.insert(on.y, n, Look.erased(on.pen));
        } else {
            on.buffer.delete(on.y, n, Look.erased(on.pen));
        }
        on.x = 0;
    }

    /** SU and SD; only the one clears in the pen's background. */
    static void scroll(Emulator on, boolean up, int n) {
        if (up) {
            on.buffer.delete(on.buffer.top, n, Look.erased(on.pen));
        } else {
            on.buffer.insert(on.buffer.top, n, Look.DEFAULT);
        }
    }

    static void alignmentTest(Emulator on) {
        for (Line line : on.buffer.lines) {
            line.fillWith('E', on.pen);
        }
        on.moveTo(0, 0);
    }
}
