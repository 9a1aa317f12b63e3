package io.tmuxbridge.servlet.http;

/**
 * How long nothing has been written to an event stream. A flush is due 400 ms after the last byte, and again whenever
 * it has been silent for twice as long as at the one before: Undertow may keep the end of what was written to itself.
 *
 * <p><b>Threads:</b> any; one at a time asks whether a flush is due.
 */
final class Silence {

    private static final long FLUSH_NANOS = 400_000_000L;

    private volatile long since = System.nanoTime();
    private volatile long flushAfter = FLUSH_NANOS;

    /** Something has been written. */
    void begin(long now) {
        since = now;
        flushAfter = FLUSH_NANOS;
    }

    boolean isLonger(long now, long nanos) {
        return now - since > nanos;
    }

    /** When it is, whoever asks flushes: the next one is due later. */
    boolean isFlushDue(long now) {
        long silent = now - since;
        if (silent <= flushAfter) {
            return false;
        }
        flushAfter = 2 * silent;
        return true;
    }
}
