package io.tmuxbridge.core.redact;

import java.nio.charset.StandardCharsets;

/**
 * What a masked character is replaced by: one that takes as many bytes and as many columns, so that offsets and cells
 * stay where they are.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Masks {

    private static final byte[][] NARROW = utf8("*", "\u00b7", "\u2022", "\ud83d\udf84");
    private static final byte[][] WIDE = utf8("*", "\u00b7", "\uff0a", "\ud83d\udd12");

    private Masks() {}

    /** Masks one character of one or two columns in an array of bytes. */
    static void mask(byte[] bytes, int offset, int length, boolean wide) {
        System.arraycopy((wide ? WIDE : NARROW)[length - 1], 0, bytes, offset, length);
    }

    /** The mask of a character of so many bytes. */
    static String of(int length, boolean wide) {
        return new String((wide ? WIDE : NARROW)[length - 1], StandardCharsets.UTF_8);
    }

    private static byte[][] utf8(String... masks) {
        byte[][] bytes = new byte[masks.length][];
        for (int i = 0; i < masks.length; i++) {
            bytes[i] = masks[i].getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }
}
