package io.tmuxbridge.core.terminal;

/**
 * Puts the bytes of one UTF-8 character together by tmux's rules (utf8_open and utf8_append of utf8.c): the first byte
 * decides the length, wrong bytes in between are taken and spoil the character only when it is complete.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Utf8Assembler {
    static final int MORE = -1;
    static final int ERROR = -2;

    final byte[] bytes = new byte[4];
    private int have;
    private int size;
    private boolean spoilt;

    boolean started() {
        return size != 0;
    }

    /** Gives up what has begun. */
    void clear() {
        size = 0;
    }

    /** How many bytes the character has that was just completed. */
    int length() {
        return have;
    }

    /** Begins with a first byte; {@link #MORE} or {@link #ERROR}. */
    int open(int first) {
        size = sizeOf(first);
        if (size == 0) {
            return ERROR;
        }
        spoilt = false;
        bytes[0] = (byte) first;
        have = 1;
        return MORE;
    }

    private static int sizeOf(int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return 2;
        }
        if (first >= 0xe0 && first <= 0xef) {
            return 3;
        }
        return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    }

    /** Takes a further byte: the code point when that completes it, {@link #MORE} or {@link #ERROR}. */
    int append(int next) {
        spoilt |= (next & 0xc0) != 0x80;
        bytes[have++] = (byte) next;
        if (have != size) {
            return MORE;
        }
        size = 0;
        return spoilt ? ERROR : decode();
    }

    private int decode() {
        int codePoint = bytes[0] & (have == 2 ? 0x1f : have == 3 ? 0x0f : 0x07);
        for (int i = 1; i < have; i++) {
            codePoint = codePoint << 6 | bytes[i] & 0x3f;
        }
        boolean overlong = have == 3 && codePoint < 0x800 || have == 4 && codePoint < 0x10000;
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        return overlong || surrogate || codePoint > 0x10ffff ? ERROR : codePoint;
    }
}
