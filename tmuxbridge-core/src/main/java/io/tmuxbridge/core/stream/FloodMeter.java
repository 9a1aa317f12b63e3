package io.tmuxbridge.core.stream;

import java.util.concurrent.TimeUnit;

/**
 * Tells when a pane prints more than the control protocol should carry: tmux spends several times more on a byte that it escapes
 * for a control client than on one that it writes into a pipe.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class FloodMeter {

    /** So many bytes within {@link #WITHIN_NANOS} are a flood: about what a browser's emulator can take. */
    static final int FLOOD_BYTES = 1 << 20;

    static final long WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private long since;
    private long bytes;

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
        return bytes >= FLOOD_BYTES;
    }

    /** A flood was dealt with: the next one has to show anew. */
    void reset() {
        bytes = 0;
    }
}
