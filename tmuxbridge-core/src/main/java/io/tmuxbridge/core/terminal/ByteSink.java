package io.tmuxbridge.core.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte buffer that grows: where the normaliser puts what goes on to viewers. The owner reads {@link #buffer} up to
 * {@link #size} and calls {@link #reset}; the array is kept for the next turn.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class ByteSink {
    private byte[] bytes;
    private int size;

    /** Makes an empty sink with room for 8 KiB. */
    public ByteSink() {
        this(8192);
    }

    /**
     * Makes an empty sink.
     *
     * @param capacity bytes it holds before it has to grow
     */
    public ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    /** The bytes themselves, valid up to {@link #size} and until the next call of this sink. */
    public byte[] buffer() {
        return bytes;
    }

    /** How many bytes of {@link #buffer} are filled. */
    public int size() {
        return size;
    }

    /** Forgets all bytes. */
    public void reset() {
        size = 0;
    }

    /** Forgets all bytes after the first {@code size}. */
    void truncate(int size) {
        this.size = size;
    }

    /** A copy of the bytes filled so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * Appends one byte.
     *
     * @param value its lower eight bits are used
     */
    public void append(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /**
     * Appends part of an array.
     *
     * @param from where to copy from
     * @param offset first byte
     * @param length how many bytes
     */
    public void append(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /**
     * Appends a string as UTF-8.
     *
     * @param text what to append
     */
    public void append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    /**
     * Appends a number in decimal digits.
     *
     * @param number zero or more
     */
    public void appendNumber(int number) {
        if (number >= 10) {
            appendNumber(number / 10);
        }
        append('0' + number % 10);
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
