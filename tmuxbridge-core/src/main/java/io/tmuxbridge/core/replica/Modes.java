package io.tmuxbridge.core.replica;

/**
 * The modes of an emulator that a client can see.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Modes {

    boolean wrap = true;
    boolean insert;
    boolean origin;
    boolean cursorKeys;
    boolean keypad;
    boolean bracketedPaste;
    boolean cursorVisible = true;
    boolean mouseSgr;
    /** 0, 1000, 1002 or 1003. */
    int mouse;

    void reset() {
        wrap = true;
        insert = false;
        origin = false;
        cursorKeys = false;
        keypad = false;
        bracketedPaste = false;
        mouseSgr = false;
        mouse = 0;
    }

    void set(int mode, boolean on) {
        switch (mode) {
            case 1 -> cursorKeys = on;
            case 6 -> origin = on;
            case 7 -> wrap = on;
            case 25 -> cursorVisible = on;
            case 1000, 1002, 1003 -> mouse = on ? mode : 0;
            case 1006 -> mouseSgr = on;
            case 2004 -> bracketedPaste = on;
            default -> {
                // nothing that can be seen
            }
        }
    }

    /** Names the first mode that is another one there, empty when none is; origin mode is not told to viewers. */
    String firstDifference(Modes other) {
        if (wrap != other.wrap) {
            return "mode 7 " + wrap;
        }
        if (insert != other.insert) {
            return "insert mode " + insert;
        }
        if (cursorKeys != other.cursorKeys) {
            return "mode 1 " + cursorKeys;
        }
        if (keypad != other.keypad) {
            return "keypad mode " + keypad;
        }
        if (bracketedPaste != other.bracketedPaste) {
            return "mode 2004 " + bracketedPaste;
        }
        if (cursorVisible != other.cursorVisible) {
            return "mode 25 " + cursorVisible;
        }
        if (mouse != other.mouse || mouseSgr != other.mouseSgr) {
            return "mouse mode " + mouse;
        }
        return "";
    }
}
