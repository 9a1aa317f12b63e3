package io.tmuxbridge.core.flood;

import java.util.concurrent.TimeUnit;

/**
 * Tells when a pane prints more than the control protocol should carry: tmux spends several times more on a byte that
 * it escapes for a control client than on one that it writes into a pipe.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class FloodMeter {

    private static final int TIMES_A_SECOND = 4;
    private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1) / TIMES_A_SECOND;

    private final long flood;
    private long since;
    private long bytes;

    /**
     * Creates one.
     *
     * @param bytesPerSecond from how fast on it is a flood
     */
    FloodMeter(int bytesPerSecond) {
        this.flood = Math.max(1, bytesPerSecond / TIMES_A_SECOND);
    }

    /**
     * The pane printed.
     *
     * @param length how many bytes
     * @param nowNanos the time, of {@link System#nanoTime}
     * @return whether that makes a flood
     */
    boolean printed(int length, long nowNanos) {
        if (nowNanos - since > WITHIN_NANOS) {
            since = nowNanos;
            bytes = 0;
        }
        bytes += length;
        return bytes >= flood;
    }

    /** A flood was dealt with: the next one has to show anew. */
    void reset() {
        bytes = 0;
    }
}
