package io.tmuxbridge.core.stream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Back-pressure to tmux: while every viewer of a pane wants each byte and one of them is about to fall out of the log,
 * the pane's control client is not read. tmux then keeps the output, or stops reading the program where this client is
 * its only one; after 30 s it pauses the pane and the rest is lost to bytes, so nobody is waited for that long, and a
 * viewer that has not caught up by then is cut off, never skipped.
 *
 * <p>A pipe that is far behind its client ({@code FloodReturn}) is waited for in the same way.
 *
 * <p>This is the one place where a reader waits. It waits for its own pane alone: others have readers of their own.
 * Input goes on to tmux meanwhile, its acknowledgement comes when reading goes on.
 *
 * <p><b>Threads:</b> the readers' of the client and of its pipe, which wait for a viewer until the same moment.
 */
public final class HoldBack {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final StreamContext context;
    private final BooleanSupplier overrun;
    private final BooleanSupplier over;
    private volatile boolean maySkip = true;
    private volatile boolean drawOnly;

    /**
     * Creates one.
     *
     * @param context where to count
     * @param overrun whether every viewer wants each byte and one of them is far behind for whom it is worth waiting
     * @param over whether the pane is not followed any more
     */
    public HoldBack(StreamContext context, BooleanSupplier overrun, BooleanSupplier over) {
        this.context = context;
        this.overrun = overrun;
        this.over = over;
    }

    /** Whether output may be skipped: no viewer wants each byte. */
    public boolean maySkip() {
        return maySkip;
    }

    /** Whether screens can stand for bytes that come faster than anybody draws. */
    public boolean drawOnly() {
        return drawOnly;
    }

    /** Until others watch, screens stand for nothing. */
    public void noScreens() {
        drawOnly = false;
    }

    /** Who watches from now on. */
    public void watchedBy(Watchers watchers) {
        maySkip = watchers.maySkip();
        drawOnly = watchers.drawOnly();
    }

    /** Whether {@link #holdBack} would wait. */
    public boolean isNeeded() {
        return !maySkip && !over.getAsBoolean() && overrun.getAsBoolean();
    }

    /**
     * Returns when the viewers have caught up for whom it is worth waiting, or when the pane is not followed any more.
     */
    public void holdBack() {
        holdBackWhile(overrun);
    }

    /**
     * The same for a pipe that is to come as far as its client.
     *
     * @param behind whether to wait on
     * @param longest how long at most: somewhat longer than for viewers, for whom the pipe may wait meanwhile
     */
    public void awaitPipe(BooleanSupplier behind, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        holdBackWhile(() -> behind.getAsBoolean() && System.nanoTime() - end < 0);
    }

    private void holdBackWhile(BooleanSupplier needed) {
        if (!needed.getAsBoolean()) {
            return;
        }
        context.metrics().add("stream.held-back", 1);
        while (needed.getAsBoolean() && !over.getAsBoolean()) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
