package io.tmuxbridge.core.input;

import java.util.function.LongSupplier;

/**
 * How much of tmux's time the input of one caller may take, in all panes together: so much a second, and ten seconds'
 * worth at once after a rest. It is measured by {@link io.tmuxbridge.core.tmux.SendKeys#weight}; what is too much
 * waits.
 *
 * <p>It says whose input it is: a caller may have another one later, and what was typed at either stays in order.
 *
 * <p><b>Threads:</b> any.
 */
public final class InputPace {

    /** Of the bridge itself, which may take all there is. */
    public static final InputPace FREE = free("");

    private static final double SECOND = 1e9;
    private static final int BURST_SECONDS = 10;

    private final String caller;
    private final double perSecond;
    private final LongSupplier clock;
    private double left;
    private long last;
    private int waiting;

    /**
     * Begins rested.
     *
     * @param caller name of the caller
     * @param perSecond bytes of printable text a second
     * @param clock {@link System#nanoTime} or the like
     */
    public InputPace(String caller, int perSecond, LongSupplier clock) {
        this.caller = caller;
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = this.perSecond * BURST_SECONDS;
        this.last = clock.getAsLong();
    }

    /**
     * Of a caller who may take all there is.
     *
     * @param caller name of the caller
     * @return a pace that never waits
     */
    public static InputPace free(String caller) {
        return new InputPace(caller, Integer.MAX_VALUE, () -> 0);
    }

    private boolean isFree() {
        return perSecond == Integer.MAX_VALUE;
    }

    /** Whose input it is. */
    String caller() {
        return caller;
    }

    /** Counts an input that waits, until somebody is told what became of it. */
    public synchronized InputDone waits(InputDone done) {
        waiting++;
        return taken -> {
            synchronized (this) {
                waiting--;
            }
            done.done(taken);
        };
    }

    /** How long the next input has to wait, in nanoseconds; 0 when its time has come. */
    public synchronized long nanosToWait() {
        if (isFree()) {
            return 0;
        }
        long now = clock.getAsLong();
        left = Math.min(perSecond * BURST_SECONDS, left + (now - last) / SECOND * perSecond);
        last = now;
        return left > 0 ? 0 : (long) Math.ceil((1 - left) / perSecond * SECOND);
    }

    /** Whether a new one would be the same: it has rested for so long, and nothing waits. */
    public synchronized boolean isRested() {
        nanosToWait();
        return waiting == 0 && left >= perSecond * BURST_SECONDS;
    }

    /** Some was sent. What is left may become less than nothing, since an input is sent as a whole. */
    public synchronized void spend(int weight) {
        left -= isFree() ? 0 : weight;
    }
}
