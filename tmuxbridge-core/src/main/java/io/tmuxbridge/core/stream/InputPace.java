package io.tmuxbridge.core.stream;

import java.util.function.LongSupplier;

/**
 * How much of tmux's time the input of one caller may take, in all panes together: so much a second, and ten seconds' worth
 * at once after a rest. It is measured by {@link io.tmuxbridge.core.tmux.SendKeys#weight}; what is too much waits.
 *
 * <p><b>Threads:</b> any.
 */
public final class InputPace {

    /** Of callers who may take all there is. */
    public static final InputPace FREE = new InputPace(Integer.MAX_VALUE, () -> 0);

    private static final double SECOND = 1e9;
    private static final int BURST_SECONDS = 10;

    private final double perSecond;
    private final LongSupplier clock;
    private double left;
    private long last;

    /**
     * Begins rested.
     *
     * @param perSecond bytes of printable text a second
     * @param clock {@link System#nanoTime} or the like
     */
    public InputPace(int perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = this.perSecond * BURST_SECONDS;
        this.last = clock.getAsLong();
    }

    /** How long the next input has to wait, in nanoseconds; 0 when its time has come. */
    synchronized long nanosToWait() {
        if (this == FREE) {
            return 0;
        }
        long now = clock.getAsLong();
        left = Math.min(perSecond * BURST_SECONDS, left + (now - last) / SECOND * perSecond);
        last = now;
        return left > 0 ? 0 : (long) Math.ceil((1 - left) / perSecond * SECOND);
    }

    /** Whether it has rested for so long that a new one would be the same. */
    public synchronized boolean isRested() {
        nanosToWait();
        return left >= perSecond * BURST_SECONDS;
    }

    /** Some was sent. What is left may become less than nothing, since an input is sent as a whole. */
    synchronized void spend(int weight) {
        left -= this == FREE ? 0 : weight;
    }
}
