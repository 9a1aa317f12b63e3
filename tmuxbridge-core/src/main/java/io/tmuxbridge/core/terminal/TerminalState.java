package io.tmuxbridge.core.terminal;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tracker: what tmux's emulator has as its state after the bytes so far, all but the cells. The {@link Normaliser}
 * moves it on; {@link #sync} sets what tmux tells, {@link #tracked} gives what tmux does not tell, and
 * {@link #differenceFrom} compares the rest with tmux.
 *
 * <p><b>Threads:</b> one at a time, that of the normaliser.
 */
public final class TerminalState {
    final Screen screen;
    final Pen pen = new Pen();
    final Pen alternatePen = new Pen();
    final SavedState saved = new SavedState();
    boolean mainWasPlain = true;
    boolean g0Graphics;
    boolean g1Graphics;
    boolean shiftedOut;
    boolean cursorVisible = true;
    boolean cursorKeys;
    boolean keypad;
    /** 0, 1000, 1002 or 1003. */
    int mouse;

    boolean mouseUtf8;
    boolean mouseSgr;
    boolean bracketedPaste;
    /** xterm's modifyOtherKeys: 0, 1 or 2. */
    int otherKeys;

    int cursorStyle = -1;
    String cursorColour = "";
    final Palette palette = new Palette();
    String hyperlink = "";
    String alternateHyperlink = "";
    ScreenOptions options = ScreenOptions.DEFAULT;
    /** Whether tmux will give the main screen another size when the alternate one is left. */
    boolean mainOtherwise;
    /** Whether viewers cannot be told by bytes what the screen shows now. */
    boolean untold;
    /** Counts {@link #sync} and {@link #resize}: places where viewers may begin. */
    int seams;

    /**
     * The state of a terminal that was just made.
     *
     * @param cols its columns, at least 1
     * @param rows its rows, at least 1
     */
    public TerminalState(int cols, int rows) {
        screen = new Screen(Math.max(1, cols), Math.max(1, rows));
    }

    /**
     * Takes a new size. Where the cursor goes only tmux knows: call {@link #sync} with what it tells.
     *
     * @param cols columns, at least 1
     * @param rows rows, at least 1
     */
    public void resize(int cols, int rows) {
        mainOtherwise |= screen.alternate;
        screen.resize(Math.max(1, cols), Math.max(1, rows));
        seams++;
    }

    /**
     * The alternate screen shows, and the main one still has a size that the pane had before: what tmux makes of it
     * when it comes back, lines joined and broken anew and the cursor moved with them, only a capture tells.
     */
    public void mainHasOtherSize() {
        mainOtherwise = true;
    }

    /** Whether, since this was asked last, something came of which only a capture tells what the screen then shows. */
    public boolean takeUntold() {
        boolean was = untold;
        untold = false;
        return was;
    }

    /**
     * Takes cursor, region, tab stops, modes, alternate screen and options from tmux. To be called wherever viewers may
     * begin with a snapshot: nothing that comes after it builds on what only older viewers have.
     *
     * @param told what tmux told at this place in the stream
     */
    public void sync(ScreenState told) {
        untold = false;
        if (told.cols() != screen.cols || told.rows() != screen.rows) {
            screen.resize(told.cols(), told.rows());
        }
        screen.x = Math.min(told.cursorX(), screen.cols);
        screen.y = Math.min(told.cursorY(), screen.rows - 1);
        screen.top = told.regionTop();
        screen.bottom = told.regionBottom();
        screen.wrap = told.wrap();
        screen.insert = told.insert();
        screen.origin = told.origin();
        if (told.alternate() && !screen.alternate) {
            screen.enterAlternate(false);
        } else if (!told.alternate() && screen.alternate) {
            screen.leaveAlternate();
            screen.x = Math.min(told.cursorX(), screen.cols);
        }
        mainOtherwise &= screen.alternate;
        screen.savedX = told.savedX();
        screen.savedY = told.savedY();
        screen.tabs.clear();
        told.tabs().forEach(screen.tabs::set);
        // a snapshot gives margins and tab stops to both screens
        mainWasPlain &= !screen.alternate || screen.regionIsAll() && screen.tabsAreDefault();
        cursorVisible = told.cursorVisible();
        cursorKeys = told.cursorKeys();
        keypad = told.keypad();
        mouse = told.mouseAll() ? 1003 : told.mouseButton() ? 1002 : told.mouseStandard() ? 1000 : 0;
        mouseUtf8 = told.mouseUtf8();
        mouseSgr = told.mouseSgr();
        options = told.options();
        take(told.later());
        seams++;
    }

    private void take(LaterModes told) {
        told.bracketedPaste().ifPresent(on -> bracketedPaste = on);
        told.otherKeys().ifPresent(form -> otherKeys = form);
        told.cursorStyle().ifPresent(style -> {
            // Mode 12 and the user's option have it blink, too, which viewers are not told of.
            if (shape(style) != shape(cursorStyle)) {
                cursorStyle = style == 0 ? -1 : style;
            }
        });
        told.cursorColour().ifPresent(colour -> cursorColour = colour);
    }

    /** Of a parameter of DECSCUSR: 0 none, 1 a block, 2 an underline, 3 a bar. */
    private static int shape(int style) {
        return (Math.max(0, style) + 1) / 2;
    }

    /**
     * Takes what a program sets once and for long from the tracker of the same pane up to a place where bytes are
     * missing: it has most probably not changed meanwhile, or it is again as it was. To be called before {@link #sync},
     * which puts right what tmux tells.
     *
     * @param before the tracker up to that place
     * @param sameProgram whether the pane has the same process: for another one tmux resets modes, but neither cursor
     *     nor colours
     */
    public void goOnFrom(TerminalState before, boolean sameProgram) {
        bracketedPaste = sameProgram && before.bracketedPaste;
        otherKeys = sameProgram ? before.otherKeys : 0;
        cursorStyle = before.cursorStyle;
        cursorColour = before.cursorColour;
        palette.take(before.palette);
        boolean resized = before.screen.cols != screen.cols || before.screen.rows != screen.rows;
        mainOtherwise = before.mainOtherwise || before.screen.alternate && resized;
    }

    /** What tmux does not tell, as it is now. */
    public Tracked tracked() {
        return new Tracked(
                pen.sgr(),
                charsets(),
                saved.told(),
                bracketedPaste,
                otherKeys,
                cursorStyle < 0 ? OptionalInt.empty() : OptionalInt.of(cursorStyle),
                cursorColour.isEmpty() ? Optional.empty() : Optional.of(cursorColour),
                hyperlink.isEmpty() ? Optional.empty() : Optional.of(hyperlink),
                palette.told());
    }

    /** Column of the cursor from 0; equal to the columns when a wrap is pending. */
    int cursorX() {
        return screen.x;
    }

    /** Row of the cursor from 0. */
    int cursorY() {
        return screen.y;
    }

    /** Whether the alternate screen shows. */
    boolean alternate() {
        return screen.alternate;
    }

    /**
     * The first thing that differs from what tmux tells, for example {@code cursorX: followed 3, tmux 4}.
     *
     * @param told what tmux told at this place in the stream
     */
    public Optional<String> differenceFrom(ScreenState told) {
        return Comparison.of(this, told);
    }

    Tracked.Charsets charsets() {
        return new Tracked.Charsets(g0Graphics, g1Graphics, shiftedOut);
    }

    boolean graphicsInUse() {
        return shiftedOut ? g1Graphics : g0Graphics;
    }

    void setPen(Pen wanted, View view) {
        if (!pen.same(wanted)) {
            pen.set(wanted);
            view.text(pen.isDefault() ? "\u001b[m" : "\u001b[" + pen.sgr() + "m");
        }
    }

    /** To viewers a link goes on until the next one. */
    void setLink(String wanted, View view) {
        if (!hyperlink.equals(wanted)) {
            hyperlink = wanted;
            view.text("\u001b]8;" + (wanted.isEmpty() ? ";" : wanted) + "\u001b\\");
        }
    }

    void setCharsets(Tracked.Charsets wanted, View view) {
        if (g0Graphics != wanted.g0Graphics()) {
            g0Graphics = wanted.g0Graphics();
            view.designate('(', g0Graphics);
        }
        if (g1Graphics != wanted.g1Graphics()) {
            g1Graphics = wanted.g1Graphics();
            view.designate(')', g1Graphics);
        }
        if (shiftedOut != wanted.shiftedOut()) {
            shiftedOut = wanted.shiftedOut();
            view.c0(shiftedOut ? 0x0e : 0x0f);
        }
    }

    /** input_reset_cell: pen, link, character sets and what DECSC saved. */
    void resetCell(View view) {
        setPen(new Pen(), view);
        setLink("", view);
        setCharsets(Tracked.Charsets.ASCII, view);
        saved.clear();
    }
}
