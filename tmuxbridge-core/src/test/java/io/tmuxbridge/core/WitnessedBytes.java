package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A stream by its offsets, as somebody saw it who was never cut off. Where a snapshot took a place of its own, or
 * stands for what the witness was not sent, there is a hole.
 */
final class WitnessedBytes {

    private boolean whole;
    private final BitSet holes = new BitSet();
    private byte[] bytes = new byte[1 << 20];
    private long start = -1;
    private int size;

    /** If it is whole nobody was sent bytes where it has none. */
    WitnessedBytes(boolean whole) {
        this.whole = whole;
    }

    /** From now on others may be sent bytes where it has none. */
    void mayHaveHoles() {
        whole = false;
    }

    boolean isWhole() {
        return whole;
    }

    /** Offset behind the last byte. */
    long end() {
        return start + size;
    }

    void snapshot(long offset) {
        if (start < 0) {
            start = offset;
        }
        assertThat(offset).as("offset of the witness's snapshot").isGreaterThanOrEqualTo(end());
        int from = size;
        reserve((int) (offset - end()));
        holes.set(from, size);
    }

    void append(long offset, ByteBuffer more) {
        assertThat(offset).as("offset of the witness's next bytes").isEqualTo(end());
        int from = size;
        reserve(more.remaining());
        more.duplicate().get(bytes, from, more.remaining());
    }

    private void reserve(int more) {
        size += more;
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
    }

    /** What somebody else was sent there. Nothing is known of what was printed before the witness came. */
    void isThatOf(long offset, ByteBuffer sent) {
        for (int i = 0; i < sent.remaining(); i++) {
            long at = offset + i;
            if (at >= start && (hole(at) ? whole : bytes[(int) (at - start)] != sent.get(i))) {
                throw new AssertionError("at " + at + ", " + i + " bytes behind " + offset + ", was sent "
                        + (char) sent.get(i) + ", but "
                        + (hole(at) ? "only a snapshot" : "" + (char) bytes[(int) (at - start)]) + " is there");
            }
        }
    }

    /** How many bytes there are between two offsets. */
    long count(long from, long to) {
        long first = Math.max(from, start);
        return Math.max(0, to - first)
                - holes.get((int) (first - start), (int) Math.max(first - start, to - start))
                        .cardinality();
    }

    /** Every byte, in order. */
    String text() {
        StringBuilder text = new StringBuilder(size);
        for (int i = 0; i < size; i++) {
            text.append(holes.get(i) ? "" : (char) (bytes[i] & 0xff));
        }
        return text.toString();
    }

    private boolean hole(long offset) {
        return holes.get((int) (offset - start));
    }
}
