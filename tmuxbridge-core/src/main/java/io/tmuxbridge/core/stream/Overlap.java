package io.tmuxbridge.core.stream;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Where a pipe that was taken away ended, in what a control client told meanwhile: both carry the same bytes, and the last ones
 * that came through the pipe are looked for in what was told.
 *
 * <p>The place counts only when there is just one that it can be: in text that repeats itself there are many, and then nobody
 * can know.
 *
 * <p><b>Threads:</b> none of its own; the reader's.
 */
final class Overlap {

    /** Bytes at the end of the pipe that are looked for. */
    static final int MARK = 4096;

    /** What is told is remembered that far back: more than {@link FloodReturn} listens to. */
    private static final int KEPT = 4 << 20;

    private byte[] told = new byte[64 * 1024];
    private int length;
    private long total;

    /** The client told so many bytes more. */
    void add(byte[] buffer, int offset, int count) {
        total += count;
        if (length + count > told.length) {
            makeRoom(count);
        }
        int taken = Math.min(count, told.length);
        System.arraycopy(buffer, offset + count - taken, told, length, taken);
        length += taken;
    }

    private void makeRoom(int count) {
        if (told.length < KEPT) {
            told = Arrays.copyOf(told, Math.min(KEPT, Math.max(2 * told.length, length + count)));
        }
        int forgotten = Math.min(length, Math.max(0, length + count - told.length));
        System.arraycopy(told, forgotten, told, 0, length - forgotten);
        length -= forgotten;
    }

    /** How many bytes were told. */
    long total() {
        return total;
    }

    /**
     * How many of the last bytes told did not come through the pipe.
     *
     * @param piped the last {@link #MARK} bytes that came through it, or all of them
     * @return a number of bytes, empty when that cannot be known
     */
    OptionalInt missing(byte[] piped) {
        int mark = (int) Math.min(Math.min(MARK, piped.length), total);
        int end = lastEnd(length, piped, mark);
        if (end == length && mark < MARK) {
            // Next to nothing was told: the pipe had all the time to bring it as well.
            return OptionalInt.of(0);
        }
        boolean sure = end >= 0 && mark == MARK && lastEnd(end - 1, piped, mark) < 0;
        return sure ? OptionalInt.of(length - end) : OptionalInt.empty();
    }

    /** The last bytes told. */
    byte[] last(int count) {
        return Arrays.copyOfRange(told, length - count, length);
    }

    /** The last place, at most {@code from}, at which what was told ends like what was piped; -1 without one. */
    private int lastEnd(int from, byte[] piped, int mark) {
        for (int end = from; end >= mark; end--) {
            if (Arrays.equals(told, end - mark, end, piped, piped.length - mark, piped.length)) {
                return end;
            }
        }
        return -1;
    }
}
