package io.tmuxbridge.core.stream;

import java.util.concurrent.TimeUnit;

/**
 * How a flood goes: whether it has lasted long enough, has ebbed, or is faster than anybody draws.
 *
 * <p><b>Threads:</b> {@link #begins}, {@link #leastLeft} and {@link #isCalm} are the reader's or guarded by the caller, {@link
 * #isTooFast} belongs to the thread that reads the pipe.
 */
final class FloodCourse {

    /** A flood goes on for at least that long before a capture ends it: others see more by a flood than by captures of it. */
    static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Less than that between two looks at the pane is no flood any more. */
    private static final int CALM_BYTES = 64 * 1024;

    private final FloodMeter meter;
    private long since;
    private long bytesAtLook;

    /**
     * Creates one.
     *
     * @param drawable bytes a second from which on nobody draws what comes
     */
    FloodCourse(int drawable) {
        this.meter = new FloodMeter(drawable);
    }

    /** It begins. */
    void begins() {
        since = System.nanoTime();
        bytesAtLook = 0;
    }

    /** Nanoseconds until it may be ended, 0 or less when it may. */
    long leastLeft() {
        return since + LEAST_NANOS - System.nanoTime();
    }

    /** Whether little has come since this was asked last, by how much there was in all. */
    boolean isCalm(long bytes) {
        boolean calm = bytes - bytesAtLook < CALM_BYTES;
        bytesAtLook = bytes;
        return calm;
    }

    /** So much came through the pipe. */
    boolean isTooFast(int length) {
        return meter.printed(length, System.nanoTime());
    }
}
