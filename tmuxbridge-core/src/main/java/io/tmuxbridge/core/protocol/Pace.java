package io.tmuxbridge.core.protocol;

/**
 * How fast requests of one caller are carried out: a burst at once, then so many a second.
 *
 * <p>The idea: each request has its time, some after that of the one before; requests may run ahead of their times by
 * as much as a burst.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000L;
    private static final int BURST_SECONDS = 10;

    private final long step;
    private long next;

    Pace(int perSecond, long now) {
        this.step = SECOND / perSecond;
        this.next = now - BURST_SECONDS * SECOND;
    }

    /** Takes a place in the row: how long to wait for it, 0 when its time has come. */
    synchronized long take(long now) {
        next = Math.max(next, now - BURST_SECONDS * SECOND) + step;
        return Math.max(0, next - now);
    }

    /** Whether it has been quiet for so long that a new one would be the same. */
    synchronized boolean isRested(long now) {
        return next <= now - BURST_SECONDS * SECOND;
    }
}
