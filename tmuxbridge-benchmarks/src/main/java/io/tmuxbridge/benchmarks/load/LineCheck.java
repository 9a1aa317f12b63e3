package io.tmuxbridge.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the numbered lines of a session as a viewer gets them, and counts what is missing, what came twice and how old
 * lines were.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class LineCheck {

    private static final int PREFIX = "L0000000001 T0000000000000000000 ".length();
    private static final String PADDING = ".".repeat(60 - PREFIX);

    private final long measuredFrom;
    private final byte[] line = new byte[256];
    private int length;
    private long next = 1;
    private long lost;
    private long repeated;
    private long lines;
    private final Delays delays = new Delays();

    /** Counts delays of lines that were written from a time on, of {@link System#nanoTime}. */
    LineCheck(long measuredFrom) {
        this.measuredFrom = measuredFrom;
    }

    /** A line to be written: 60 characters and a newline. */
    static byte[] write(long number, long nanos) {
        return String.format("L%010d T%019d %s\n", number, nanos, PADDING).getBytes(StandardCharsets.US_ASCII);
    }

    void read(ByteBuffer bytes, long now) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n') {
                ended(now);
                length = 0;
            } else if (length < line.length) {
                line[length++] = b;
            }
        }
    }

    /** What comes does not go on where the last bytes ended. */
    void cut() {
        length = 0;
    }

    private void ended(long now) {
        if (length < PREFIX || line[0] != 'L' || line[12] != 'T') {
            return;
        }
        long number = number(1, 11);
        lines++;
        if (number < next) {
            repeated++;
            return;
        }
        lost += number - next;
        next = number + 1;
        long written = number(13, 32);
        if (written >= measuredFrom) {
            delays.add(now - written);
        }
    }

    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + line[i] - '0';
        }
        return value;
    }

    /** Lines that never came, when that many were written. */
    long lost(long written) {
        return lost + Math.max(0, written + 1 - next);
    }

    boolean hasSeen(long number) {
        return next > number;
    }

    long lines() {
        return lines;
    }

    long repeated() {
        return repeated;
    }

    Delays delays() {
        return delays;
    }
}
