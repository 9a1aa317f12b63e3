package io.tmuxbridge.core.terminal;

/**
 * The control functions tmux implements, and no other: moves the cursor as tmux does and tells viewers what makes their
 * emulator do the same (input_csi_dispatch and input_esc_dispatch of input.c). Whatever tmux does otherwise than
 * xterm.js is said in functions both understand alike, each of which comes out unchanged when it is read again.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class ControlFunctions {
    private final TerminalState state;
    private final Screen screen;
    private final View view;
    private final Sgr sgr;
    private final Modes modes;
    private final Erasing erasing;
    private final Resets resets;
    private final CursorMoves moves;

    ControlFunctions(TerminalState state, View view) {
        this.state = state;
        this.screen = state.screen;
        this.view = view;
        sgr = new Sgr(state.pen);
        erasing = new Erasing(state, view);
        resets = new Resets(state, view, erasing);
        modes = new Modes(state, view, resets);
        moves = new CursorMoves(state.screen, view);
    }

    /** Runs a C0 control. */
    void control(int code) {
        switch (code) {
            case '\b' -> moves.backspace();
            case '\t' -> moves.tab();
            case '\n', 0x0b, '\f' -> moves.lineFeed();
            case '\r' -> moves.carriageReturn();
            case 0x0e, 0x0f -> {
                state.shiftedOut = code == 0x0e;
                view.c0(code);
            }
            default -> view.joinable = -1;
        }
    }

    /** Runs an escape sequence; false when tmux has none such. */
    boolean escape(int last, int intermediates) {
        if (intermediates == '(' || intermediates == ')') {
            return designate(last, intermediates);
        }
        if (intermediates == '#' && last == '8') {
            resets.alignmentTest();
            return true;
        }
        if (intermediates != 0) {
            return false;
        }
        switch (last) {
            case '7' -> state.saved.take(state);
            case '8' -> restoreCursor();
            case '=', '>' -> {
                state.keypad = last == '=';
                view.escape(last);
            }
            case 'D', 'E', 'M' -> moves.index(last);
            case 'H' -> setTab();
            case 'c' -> resets.reset(modes);
            case '\\' -> {
                // The end of a string; its state has seen to it.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean designate(int last, int set) {
        if (last != '0' && last != 'B') {
            return false;
        }
        if (set == '(') {
            state.g0Graphics = last == '0';
        } else {
            state.g1Graphics = last == '0';
        }
        view.designate(set, last == '0');
        return true;
    }

    private void setTab() {
        if (screen.x < screen.cols) {
            view.ready();
            view.readyTabs();
            screen.tabs.set(screen.x);
            view.escape('H');
        }
    }

    /** DECRC is said in full: xterm.js saves per buffer, scrolls what it saved, and forgets half. */
    private void restoreCursor() {
        SavedState saved = state.saved;
        state.setPen(saved.pen, view);
        state.setLink(saved.link, view);
        state.setCharsets(saved.charsets, view);
        screen.origin = saved.origin;
        screen.cursorMove(saved.x, saved.y, false);
        view.place();
    }

    /**
     * Without a parameter tmux takes the default for its whole pen, and the link is part of that; with 0 it keeps it.
     */
    private void rendition(Parameters p) {
        if (p.count() == 0) {
            state.setLink("", view);
        }
        view.sgr(sgr, p);
    }

    /** Runs a control sequence; false when tmux has none such. */
    boolean sequence(int last, int intermediates, Parameters p) {
        if (intermediates == '?') {
            return privateSequence(last, p);
        }
        if (intermediates == ' ') {
            if (last == 'q') {
                cursorStyle(p.get(0, 0, 0));
            }
            return last == 'q';
        }
        if (intermediates != 0) {
            return keyMode(last, intermediates, p) || answered(last, intermediates);
        }
        switch (last) {
            case 'A', 'B', 'C', 'D', 'E', 'F', 'Z' -> moves.move(last, p.get(0, 1, 1));
            case 'G', '`' -> moves.column(p.get(0, 1, 1));
            case 'd' -> moves.row(p.get(0, 1, 1));
            case 'H', 'f' -> moves.position(p.get(0, 1, 1), p.get(1, 1, 1));
            case 'J', 'K', 'X', '@', 'P', 'L', 'M', 'S', 'T' -> erasing.run(last, p);
            case 'g' -> clearTabs(p.get(0, 0, 0));
            case 'h', 'l' -> modes.set(p, last == 'h');
            case 'm' -> rendition(p);
            case 'r' -> erasing.region(p.get(0, 1, 1), p.get(1, 1, screen.rows));
            case 's' -> state.saved.take(state);
            case 'u' -> restoreCursor();
            default -> {
                return answered(last, intermediates);
            }
        }
        return true;
    }

    private boolean privateSequence(int last, Parameters p) {
        if (last == 'h' || last == 'l') {
            modes.setPrivate(p, last == 'h');
            return true;
        }
        return answered(last, '?');
    }

    /** XTMODKEYS of modifyOtherKeys: whoever sends keys has to know what the program wants them to look like. */
    private boolean keyMode(int last, int intermediates, Parameters p) {
        if (intermediates != '>' || last != 'm' && last != 'n') {
            return false;
        }
        int resource = p.get(0, 0, 0);
        int value = last == 'm' ? p.get(1, 0, 0) : 0;
        view.joinable = -1;
        if (resource == 0 || resource == 4 && value >= 0 && value <= 2) {
            modes.otherKeys(resource == 0 ? 0 : value);
        }
        return true;
    }

    /** What tmux has answered, or keeps for itself; it still counts as a function for REP. */
    private boolean answered(int last, int intermediates) {
        view.joinable = -1;
        return switch (intermediates) {
            case 0 -> last == 'c' || last == 'n' || last == 't';
            case '>' -> last == 'c' || last == 'q';
            default -> false;
        };
    }

    private void clearTabs(int which) {
        if (which == 0 && screen.x < screen.cols) {
            view.ready();
            view.readyTabs();
            screen.tabs.clear(screen.x);
            view.csi(0, 'g');
        } else if (which == 3) {
            screen.tabs.clear();
            view.tabsAreSet();
            view.csi(3, 'g');
        }
    }

    private void cursorStyle(int style) {
        if (style >= 0 && style <= 6) {
            state.cursorStyle = style;
            view.text("\u001b[" + style + " q");
        }
    }
}
