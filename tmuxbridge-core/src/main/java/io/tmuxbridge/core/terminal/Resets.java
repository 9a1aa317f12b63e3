package io.tmuxbridge.core.terminal;

/**
 * Functions that set the whole screen: DECCOLM, DECALN and RIS, each said in pieces, because xterm.js does something
 * else by these names.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Resets {
    private final TerminalState state;
    private final Screen screen;
    private final View view;
    private final Erasing erasing;

    Resets(TerminalState state, View view, Erasing erasing) {
        this.state = state;
        this.screen = state.screen;
        this.view = view;
        this.erasing = erasing;
    }

    /** DECCOLM: tmux keeps its columns, but goes home and clears. */
    void columns() {
        view.ready();
        screen.cursorMove(0, 0, true);
        view.place();
        erasing.clearScreen();
    }

    /** DECALN: tmux fills with default rendition and frees the region. */
    void alignmentTest() {
        view.ready();
        boolean plain = state.pen.isDefault();
        if (!screen.regionIsAll()) {
            erasing.setRegion(0, screen.rows - 1);
        }
        if (!plain) {
            view.text("\u001b[m");
        }
        view.text("\u001b#8");
        screen.x = 0;
        screen.y = 0;
        view.x = 0;
        if (!plain) {
            view.text("\u001b[" + state.pen.sgr() + "m");
        }
        for (int row = 0; row < screen.rows; row++) {
            screen.lines.setWritten(row);
        }
    }

    /** RIS, in pieces: tmux stays on the alternate screen and keeps its history, xterm.js would do neither. */
    void reset(Modes modes) {
        view.ready();
        state.resetCell(view);
        screen.defaultTabs();
        if (!screen.regionIsAll()) {
            erasing.setRegion(0, screen.rows - 1);
        }
        for (int mode : new int[] {1, 6, 1000, 1006, 2004}) {
            modes.setPrivate(mode, false);
        }
        modes.setPrivate(7, true);
        modes.setPrivate(25, true);
        modes.insert(false);
        modes.otherKeys(0);
        state.mouseUtf8 = false;
        state.keypad = false;
        view.escape('>');
        state.palette.clear();
        view.text("\u001b]104\u001b\\");
        view.text("\u001b]110\u001b\\");
        view.text("\u001b]111\u001b\\");
        view.writeTabs();
        view.tabsAreSet();
        erasing.clearScreen();
        screen.x = 0;
        screen.y = 0;
        view.place();
    }
}
