package io.tmuxbridge.core.tmux;

import java.util.Arrays;

/** Lines of bytes, each with its newline, in one growing array. <b>Threads:</b> one thread. */
final class ByteStore {

    private byte[] array = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return array;
    }

    void clear() {
        size = 0;
    }

    void append(byte[] buffer, int from, int to) {
        int length = to - from;
        if (size + length + 1 > array.length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + length + 1));
        }
        System.arraycopy(buffer, from, array, size, length);
        size += length;
        array[size++] = '\n';
    }

    /** The bytes of whole lines without the last newline. */
    byte[] text(int from, int to) {
        return Arrays.copyOfRange(array, from, Math.max(from, to - 1));
    }

    /** Hands out the lines that begin at {@code from} and end before {@code to}. */
    void eachLine(int from, int to, LineBuffer.LineHandler handler) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (array[i] == '\n') {
                handler.line(array, start, i);
                start = i + 1;
            }
        }
    }
}
