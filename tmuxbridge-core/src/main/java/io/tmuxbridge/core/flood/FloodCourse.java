package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.input.Delay;
import io.tmuxbridge.core.pipe.PipedOutput;
import java.util.concurrent.TimeUnit;

/**
 * How a flood goes: whether it has lasted long enough, has ebbed, or is faster than it is read or anybody draws.
 *
 * <p><b>Threads:</b> {@link #begins}, {@link #putsOff} and {@link #isCalm} are the reader's or guarded by the caller,
 * {@link #isTooFast}, {@link #isBehind} and {@link #heldBack} belong to the thread that reads the pipe.
 */
final class FloodCourse {

    /**
     * A flood goes on for at least that long before a capture ends it: others see more by a flood than by captures of
     * it.
     */
    static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Less than that between two looks at the pane is no flood any more. */
    private static final int CALM_BYTES = 64 * 1024;
    /** So many full reads more than a read that was not full outweighs, and the pipe is behind. */
    private static final int MOST_FULL = 32;

    private static final int SPARE = 4;

    private final FloodMeter meter;
    private final Delay delay;
    private volatile boolean endDue;
    private long since;
    private long bytesAtLook;
    private int full;

    /**
     * Creates one.
     *
     * @param drawable bytes a second from which on nobody draws what comes
     * @param delay has something done later
     */
    FloodCourse(int drawable, Delay delay) {
        this.delay = delay;
        this.meter = new FloodMeter(drawable);
    }

    /** It begins. */
    void begins() {
        since = System.nanoTime();
        bytesAtLook = 0;
        full = 0;
    }

    /**
     * Whether it may not be ended yet, because it has just begun or is held back; then the end is asked for again,
     * once, when it may.
     */
    boolean putsOff(boolean heldBack, Runnable end) {
        if (endDue) {
            return true;
        }
        long wait = since + LEAST_NANOS - System.nanoTime();
        if (wait <= 0 && !heldBack) {
            return false;
        }
        endDue = true;
        delay.after(Math.max(wait, LEAST_NANOS / 10), () -> {
            endDue = false;
            end.run();
        });
        return true;
    }

    /** Whether little has come since this was asked last, by how much there was in all. */
    boolean isCalm(long bytes) {
        boolean calm = bytes - bytesAtLook < CALM_BYTES;
        bytesAtLook = bytes;
        return calm;
    }

    /**
     * Whether the pipe is found full by nearly every read: who reads it cannot keep up, and what waits for it waits in
     * tmux, without a bound.
     *
     * @param length how much this read found
     */
    boolean isBehind(int length) {
        full = length == PipedOutput.ALL ? Math.min(full + 1, MOST_FULL) : Math.max(full - SPARE, 0);
        return full == MOST_FULL;
    }

    /** Nobody read the pipe for a while, on purpose. */
    void heldBack() {
        full = 0;
    }

    /** So much came through the pipe. */
    boolean isTooFast(int length) {
        return meter.printed(length, System.nanoTime());
    }
}
