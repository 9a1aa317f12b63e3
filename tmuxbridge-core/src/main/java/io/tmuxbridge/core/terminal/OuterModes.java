package io.tmuxbridge.core.terminal;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The modes that tmux has put an outer terminal into: what a screen alone does not show.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class OuterModes {

    /** Those of xterm that tmux makes use of, without the alternate screen, which is part of the screen. */
    private static final Set<Integer> KNOWN = Set.of(1, 7, 12, 25, 1000, 1002, 1003, 1004, 1005, 1006, 2004, 2026);

    private final Map<Integer, Boolean> modes = new TreeMap<>();
    private boolean keypad;
    private int keys;
    private int cursorStyle;
    private String cursorColour = "";

    /** None is set. */
    OuterModes() {}

    static boolean knows(int mode) {
        return KNOWN.contains(mode);
    }

    void set(int mode, boolean on) {
        modes.put(mode, on);
    }

    void keypad(boolean on) {
        keypad = on;
    }

    void keys(int value) {
        keys = value;
    }

    void cursorStyle(int style) {
        cursorStyle = style;
    }

    void cursorColour(String colour) {
        cursorColour = colour;
    }

    /**
     * Puts an emulator that was just reset into these modes. Those that are off come first: of the modes of the mouse,
     * the last one said is the one that holds.
     *
     * @param out where the sequences go
     */
    public void write(ByteSink out) {
        modes.forEach((mode, on) -> write(out, mode, on, false));
        modes.forEach((mode, on) -> write(out, mode, on, true));
        if (keypad) {
            out.append("\u001b=");
        }
        if (keys > 0) {
            out.append("\u001b[>4;" + keys + "m");
        }
        if (cursorStyle > 0) {
            out.append("\u001b[" + cursorStyle + " q");
        }
        if (!cursorColour.isEmpty()) {
            out.append("\u001b]12;" + cursorColour + "\u001b\\");
        }
    }

    /** Output that is held back until a frame is whole is not told: nobody would end it. */
    private static void write(ByteSink out, int mode, boolean on, boolean wanted) {
        if (on == wanted && mode != 2026) {
            out.append("\u001b[?" + mode + (on ? "h" : "l"));
        }
    }
}
