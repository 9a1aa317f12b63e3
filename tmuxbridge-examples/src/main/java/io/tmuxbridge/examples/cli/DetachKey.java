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

    /** Where the key is among the first bytes, or -1. */
    int indexIn(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == code) {
                return i;
            }
        }
        return -1;
    }
}
