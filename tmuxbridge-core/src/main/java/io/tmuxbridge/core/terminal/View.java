package io.tmuxbridge.core.terminal;

/**
 * What goes out, and where a viewer's emulator (xterm.js) has its cursor after it. It differs from tmux's in one thing
 * only: with a wrap pending it may stand in the last column without one, and then the wrap is written out when it
 * comes. Everything else is mended at once by {@link #settle}.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class View {
    private static final int SPOILT = -1;

    final Screen screen;
    private final Pen pen;
    ByteSink out = new ByteSink(16);
    /** The viewer's column; the row is always tmux's. */
    int x;

    /** Region and tab stops belong to one buffer of xterm.js and to the whole screen of tmux. */
    private boolean regionStale;

    private boolean tabsStale;
    /** The cursor was just placed by us: to be told so again means nothing. */
    private boolean placed;
    /** Columns from the cursor on that were just blanked. */
    int blanked;
    /** Bytes in the cell before the cursor when the next character may still join it, else -1. */
    int joinable = SPOILT;

    View(Screen screen, Pen pen) {
        this.screen = screen;
        this.pen = pen;
    }

    /**
     * A viewer may begin here with a snapshot: rely on nothing that a snapshot does not set. A region that others have
     * to be told yet is still told: it does not hurt who has it.
     */
    void seam() {
        joinable = SPOILT;
        placed = false;
        blanked = 0;
        x = Math.min(screen.x, screen.cols - 1);
    }

    /** All viewers begin here. */
    void begin() {
        regionStale = false;
        tabsStale = false;
        seam();
    }

    /** Called before anything but text goes out. */
    private void control() {
        joinable = SPOILT;
        placed = false;
        blanked = 0;
    }

    /** Makes the viewer's region right before something that depends on it. */
    void ready() {
        if (regionStale) {
            regionStale = false;
            region();
            x = 0;
            place();
        }
    }

    void readyTabs() {
        if (!tabsStale) {
            return;
        }
        tabsStale = false;
        writeTabs();
        place();
    }

    /** Sets all tab stops of the viewer; leaves its cursor elsewhere. */
    void writeTabs() {
        csi(3, 'g');
        for (int column = screen.tabs.nextSetBit(0); column >= 0; column = screen.tabs.nextSetBit(column + 1)) {
            csi(column + 1, 'G');
            escape('H');
            x = column;
        }
    }

    void tabsAreSet() {
        tabsStale = false;
    }

    void switched(boolean regionMayDiffer, boolean tabsMayDiffer) {
        regionStale = regionMayDiffer;
        tabsStale = tabsMayDiffer;
    }

    void c0(int code) {
        control();
        out.append(code);
    }

    void escape(int last) {
        control();
        out.append(0x1b);
        out.append(last);
    }

    void designate(int set, boolean graphics) {
        control();
        out.append(0x1b);
        out.append(set);
        out.append(graphics ? '0' : 'B');
    }

    /** A control sequence with one parameter, which is left out when it is the default, 1 (0 for TBC). */
    void csi(int n, int last) {
        control();
        out.append(0x1b);
        out.append('[');
        if (n > 1) {
            out.appendNumber(Math.min(n, 30_000));
        }
        out.append(last);
    }

    /** Erase in display or in line: 0 is the default. */
    void erase(int n, int last) {
        control();
        out.append(0x1b);
        out.append('[');
        if (n != 0) {
            out.appendNumber(n);
        }
        out.append(last);
    }

    void mode(int number, boolean on) {
        control();
        out.append("\u001b[?");
        out.appendNumber(number);
        out.append(on ? 'h' : 'l');
    }

    void text(String sequence) {
        control();
        out.append(sequence);
    }

    void sgr(Sgr sgr, Parameters parameters) {
        control();
        sgr.apply(parameters, out);
    }

    void region() {
        control();
        regionStale = false;
        out.append("\u001b[");
        if (!screen.regionIsAll()) {
            out.appendNumber(screen.top + 1);
            out.append(';');
            out.appendNumber(screen.bottom + 1);
        }
        out.append('r');
        x = 0;
    }

    /** Puts the viewer's cursor where tmux's is, whatever it did; a pending wrap is owed. */
    void place() {
        position(screen.y, Math.min(screen.x, screen.cols - 1));
        placed = true;
    }

    /** Moves to a place the program named, unless that is what was just done. */
    void goTo(boolean alreadyThere) {
        if (!alreadyThere || !placed) {
            place();
        }
        placed = false;
    }

    private void position(int row, int column) {
        control();
        out.append("\u001b[");
        if (row != 0 || column != 0) {
            out.appendNumber(row + 1);
            out.append(';');
            out.appendNumber(column + 1);
        }
        out.append('H');
        x = Math.min(screen.x, screen.cols - 1);
    }

    /** Mends the viewer's cursor if it is not where tmux's is. */
    void settle() {
        int last = screen.cols - 1;
        boolean right = screen.x == screen.cols ? x >= last : x == screen.x;
        if (!right) {
            place();
        }
    }

    /** Takes the background away for what follows until {@link #restoreBackground}. */
    void defaultBackground() {
        if (pen.background != Pen.DEFAULT) {
            csi(49, 'm');
        }
    }

    void restoreBackground() {
        if (pen.background != Pen.DEFAULT) {
            text("\u001b[" + Pen.colourSgr(48, pen.background) + "m");
        }
    }

    /** Text went out: how many columns the viewer moved, and the bytes of the last character. */
    void printed(int columns, int lastBytes) {
        x += columns;
        joinable = lastBytes;
        placed = false;
        blanked = 0;
    }

    /** Whether a zero-width character that comes now lands in the cell before the viewer's cursor. */
    boolean joins() {
        return joinable != SPOILT;
    }
}
