package io.tmuxbridge.core.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often panes are captured that are shown by screens: some 30 times a second, and a hundred times for all of a
 * bridge together, since each costs tmux a third of a millisecond.
 *
 * <p><b>Threads:</b> any.
 */
public final class ScreenPace {

    /** More often than that a screen is not worth drawing. */
    static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(33);

    static final long NANOS_PER_PANE = TimeUnit.MILLISECONDS.toNanos(10);

    private final AtomicInteger panes = new AtomicInteger();

    /** Begins with none. */
    public ScreenPace() {}

    /** One more pane is shown by screens. */
    public void begins() {
        panes.incrementAndGet();
    }

    /** One less is. */
    public void ends() {
        panes.decrementAndGet();
    }

    /** Nanoseconds from one screen of a pane to the next. */
    public long interval() {
        return Math.max(LEAST_NANOS, panes.get() * NANOS_PER_PANE);
    }
}
