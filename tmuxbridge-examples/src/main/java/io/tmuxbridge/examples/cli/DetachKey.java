package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * The key that leaves a terminal: one byte, spelt as tmux spells keys ({@code C-b}), or a character of its own.
 *
 * @param code the byte
 */
record DetachKey(byte code) {

    private static final String CONTROL = "C-";
    private static final int CTRL = 4;
    /** Shift, Caps Lock and Num Lock, with which a key and Ctrl are the same byte. */
    private static final int NO_MATTER = 1 | 64 | 128;

    static DetachKey parse(String text) {
        if (text.length() == 1 && text.charAt(0) < 0x7f) {
            return new DetachKey((byte) text.charAt(0));
        }
        if (text.length() == CONTROL.length() + 1 && text.startsWith(CONTROL)) {
            char key = Character.toUpperCase(text.charAt(CONTROL.length()));
            if (key >= '@' && key <= '_') {
                return new DetachKey((byte) (key & 0x1f));
            }
        }
        throw new TmuxBridgeException(
                ErrorCode.INVALID, "'" + text + "' is no detach key: give one like C-b, C-] or a single character");
    }

    /** Whether it is held together with Ctrl: such a key may come as a sequence instead of its byte. */
    boolean isControl() {
        return code < ' ';
    }

    /**
     * Whether it is the key that a terminal describes by numbers.
     *
     * @param character the key's character
     * @param modifiers those held with it, as xterm counts them: 1 for none
     */
    boolean is(int character, int modifiers) {
        boolean held = ((modifiers - 1) & ~NO_MATTER) == CTRL;
        boolean same =
                character == ' ' ? code == 0 : character >= '@' && character < 0x7f && (character & 0x1f) == code;
        return isControl() && held && same;
    }
}
