package io.tmuxbridge.core.stream;

import java.util.Arrays;

/**
 * Bytes that are kept for a while to be compared: all of them up to some megabytes, then the last ones.
 *
 * <p><b>Threads:</b> none of its own; its owner's.
 */
final class KeptBytes {

    private static final int MOST = 4 << 20;

    private byte[] bytes = new byte[64 * 1024];
    private byte[] first = new byte[0];
    private int length;
    private long total;

    void add(byte[] buffer, int offset, int count) {
        total += count;
        if (length + count > bytes.length) {
            makeRoom(count);
        }
        int taken = Math.min(count, bytes.length);
        System.arraycopy(buffer, offset + count - taken, bytes, length, taken);
        length += taken;
    }

    private void makeRoom(int count) {
        if (bytes.length < MOST) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(2 * bytes.length, length + count)));
        }
        if (length + count > bytes.length) {
            keepFirst();
            // A quarter at once: not every piece is to move all that is kept.
            int forgotten = Math.min(length, Math.max(length + count - bytes.length, MOST / 4));
            System.arraycopy(bytes, forgotten, bytes, 0, length - forgotten);
            length -= forgotten;
        }
    }

    private void keepFirst() {
        if (first.length == 0) {
            first = Arrays.copyOf(bytes, Math.min(length, Overlap.MARK));
        }
    }

    /** How many there were in all. */
    long total() {
        return total;
    }

    /** How many of the last are kept. */
    int kept() {
        return length;
    }

    /** The very first bytes. */
    byte[] first(int count) {
        return Arrays.copyOf(first.length > 0 ? first : bytes, count);
    }

    /** The last bytes, of those that are kept. */
    byte[] last(int count) {
        return Arrays.copyOfRange(bytes, length - count, length);
    }

    boolean endsWith(byte[] end) {
        return end.length <= length && matches(length - end.length, end);
    }

    boolean matches(int at, byte[] what) {
        return Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
    }
}
