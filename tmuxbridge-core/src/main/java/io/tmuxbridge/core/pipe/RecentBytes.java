package io.tmuxbridge.core.pipe;

import java.util.Arrays;

/**
 * The last bytes of many, half a megabyte at least once there were so many: two halves that are filled in turn, so that
 * each byte is copied once. A flood is not to wait for more.
 *
 * <p><b>Threads:</b> none of its own; its owner's.
 */
final class RecentBytes {

    private static final int FIRST = 64 * 1024;
    /** The size of a half. */
    static final int HALF = 512 * 1024;

    private byte[] before = new byte[0];
    private byte[] now = new byte[0];
    private int length;
    private long total;

    void add(byte[] buffer, int offset, int count) {
        total += count;
        int done = 0;
        while (done < count) {
            if (length == HALF) {
                byte[] full = now;
                now = before.length == HALF ? before : new byte[HALF];
                before = full;
                length = 0;
            }
            int next = Math.min(count - done, HALF - length);
            if (length + next > now.length) {
                now = Arrays.copyOf(now, Math.min(HALF, Math.max(FIRST, 2 * (length + next))));
            }
            System.arraycopy(buffer, offset + done, now, length, next);
            length += next;
            done += next;
        }
    }

    /** How many there were in all. */
    long total() {
        return total;
    }

    /** Adds them all to others, in their order, as behind those that are not kept any more. */
    void addTo(KeptBytes others) {
        others.skip(total - before.length - length);
        others.add(before, 0, before.length);
        others.add(now, 0, length);
    }
}
