package io.tmuxbridge.core.terminal;

/**
 * Set and reset mode (SM, RM, DECSET, DECRST) for the modes tmux has. Each goes out in a sequence of its own.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Modes {
    private final TerminalState state;
    private final Screen screen;
    private final View view;
    private final Resets resets;

    Modes(TerminalState state, View view, Resets resets) {
        this.state = state;
        this.screen = state.screen;
        this.view = view;
        this.resets = resets;
    }

    void set(Parameters p, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            if (p.get(i, 0, -1) == 4) {
                insert(on);
            }
        }
    }

    void insert(boolean on) {
        screen.insert = on;
        view.text(on ? "\u001b[4h" : "\u001b[4l");
    }

    void setPrivate(Parameters p, boolean on) {
        for (int i = 0; i < p.count(); i++) {
            setPrivate(p.get(i, 0, -1), on);
        }
    }

    void setPrivate(int mode, boolean on) {
        switch (mode) {
            case 1 -> {
                state.cursorKeys = on;
                view.mode(1, on);
            }
            case 3 -> resets.columns();
            case 6 -> origin(on);
            case 7 -> {
                screen.wrap = on;
                view.mode(7, on);
            }
            case 25 -> {
                state.cursorVisible = on;
                view.mode(25, on);
            }
            case 1000, 1001, 1002, 1003 -> mouse(mode, on);
            case 1005, 1006 -> mouseEncoding(mode, on);
            case 47, 1047 -> alternate(on, false);
            case 1049 -> alternate(on, true);
            case 2004 -> {
                state.bracketedPaste = on;
                view.mode(2004, on);
            }
            // Also 1004: a viewer that reads it tells its focus at once, also when it reads it from the past.
            default -> view.joinable = -1;
        }
    }

    /** How keys with modifiers are to be sent: 0 plain, 1 where the plain form loses something, 2 more of them. */
    void otherKeys(int value) {
        if (state.otherKeys != value) {
            state.otherKeys = value;
            view.text("\u001b[>4;" + value + "m");
        }
    }

    /** Viewers are never in origin mode: they get every position as of the whole screen. */
    private void origin(boolean on) {
        screen.origin = on;
        screen.cursorMove(0, 0, true);
        view.place();
    }

    private void mouse(int mode, boolean on) {
        if (on && mode == 1001) {
            return;
        }
        state.mouse = on ? mode : 0;
        view.mode(mode == 1001 ? 1000 : mode, on);
    }

    private void mouseEncoding(int mode, boolean on) {
        if (mode == 1005) {
            state.mouseUtf8 = on;
            return;
        }
        state.mouseSgr = on;
        view.mode(1006, on);
    }

    private void alternate(boolean on, boolean cursor) {
        if (!state.options.alternateScreen()) {
            view.joinable = -1;
            return;
        }
        view.ready();
        if (on) {
            enterAlternate(cursor);
        } else {
            leaveAlternate(cursor);
        }
    }

    private void enterAlternate(boolean cursor) {
        if (screen.alternate) {
            return;
        }
        screen.enterAlternate(cursor);
        state.mainOtherwise = false;
        state.alternatePen.set(state.pen);
        state.alternateHyperlink = state.hyperlink;
        view.defaultBackground();
        view.mode(1047, true);
        view.restoreBackground();
        state.mainWasPlain = screen.regionIsAll() && screen.tabsAreDefault();
        view.switched(!screen.regionIsAll(), !screen.tabsAreDefault());
    }

    private void leaveAlternate(boolean cursor) {
        boolean was = screen.alternate;
        screen.leaveAlternate();
        state.untold |= was && state.mainOtherwise;
        state.mainOtherwise = false;
        if (was) {
            view.mode(1047, false);
            boolean plain = state.mainWasPlain;
            view.switched(!plain || !screen.regionIsAll(), !plain || !screen.tabsAreDefault());
        }
        view.settle();
        if (cursor && screen.savedX >= 0) {
            // tmux does so even when the main screen showed already.
            screen.cursorMove(screen.savedX, screen.savedY, false);
            state.setPen(state.alternatePen, view);
            state.setLink(state.alternateHyperlink, view);
            view.place();
        }
    }
}
