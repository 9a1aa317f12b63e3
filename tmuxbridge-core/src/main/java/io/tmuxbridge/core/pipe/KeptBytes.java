package io.tmuxbridge.core.pipe;

import java.util.Arrays;

/**
 * Bytes that are kept for a while to be compared: all of them up to some megabytes, then the last ones.
 *
 * <p><b>Threads:</b> none of its own; its owner's.
 */
final class KeptBytes {

    private static final int MOST = 4 << 20;

    private static final int FIRST = 64 * 1024;

    private byte[] bytes = new byte[0];
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

    /** So many bytes that are not kept, and none of those before them. */
    void skip(long count) {
        total += count;
        length = 0;
    }

    private void makeRoom(int count) {
        if (bytes.length < MOST) {
            int room = Math.max(FIRST, Math.max(2 * bytes.length, length + count));
            bytes = Arrays.copyOf(bytes, Math.min(MOST, room));
        }
        if (length + count > bytes.length) {
            // A quarter at once: not every piece is to move all that is kept.
            int forgotten = Math.min(length, Math.max(length + count - bytes.length, MOST / 4));
            System.arraycopy(bytes, forgotten, bytes, 0, length - forgotten);
            length -= forgotten;
        }
    }

    /** How many there were in all. */
    long total() {
        return total;
    }

    /** How many of the first are not kept any more. */
    long forgotten() {
        return total - length;
    }

    /** The first bytes of those that are kept. */
    byte[] first(int count) {
        return Arrays.copyOf(bytes, count);
    }

    /** The last bytes, of those that are kept. */
    byte[] last(int count) {
        return Arrays.copyOfRange(bytes, length - count, length);
    }

    boolean endsWith(byte[] end) {
        return end.length <= length && matches(total - end.length, end);
    }

    /** Whether these bytes stand there, all of which are kept. */
    boolean matches(long at, byte[] what) {
        int from = (int) (at - forgotten());
        return Arrays.equals(bytes, from, from + what.length, what, 0, what.length);
    }

    /**
     * Whether the last so many are the first of others, as far as there are so many of those; false when they are not
     * kept.
     */
    boolean agreesWithStartOf(KeptBytes other, long count) {
        int common = (int) Math.min(count, other.total);
        boolean kept = count <= length && other.forgotten() == 0;
        int from = (int) (length - count);
        return kept && Arrays.equals(bytes, from, from + common, other.bytes, 0, common);
    }
}
