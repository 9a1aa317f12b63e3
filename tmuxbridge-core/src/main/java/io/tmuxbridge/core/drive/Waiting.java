package io.tmuxbridge.core.drive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A result that somebody waits for, until a time. Costs an entry of the bridge's one timer, and no thread.
 *
 * <p><b>Threads:</b> any.
 *
 * @param <T> the result
 */
final class Waiting<T> {

    private final CompletableFuture<T> result;
    private final ScheduledExecutorService timer;
    private final Executor work;
    private final long until;
    private final Runnable ring;
    private final Future<?> deadline;
    private volatile @Nullable Future<?> wake;
    private volatile boolean answered;

    /** Rings at the end of its time, and whenever it was asked to. Results are handed over on the work executor. */
    Waiting(
            CompletableFuture<T> result,
            ScheduledExecutorService timer,
            Executor work,
            Duration timeout,
            Runnable ring) {
        this.result = result;
        this.timer = timer;
        this.work = work;
        this.ring = ring;
        long nanos = nanos(timeout);
        this.until = System.nanoTime() + nanos;
        this.deadline = timer.schedule(ring, nanos, TimeUnit.NANOSECONDS);
        // Also when the caller cancels it: then it is rung to be forgotten.
        result.whenComplete((value, failure) -> {
            stop();
            ring.run();
        });
    }

    /** A time so long that it would overflow is for ever. */
    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofDays(3650)) > 0
                ? Duration.ofDays(3650).toNanos()
                : timeout.toNanos();
    }

    boolean isOver() {
        return answered || result.isDone();
    }

    boolean timeIsOver() {
        return System.nanoTime() - until >= 0;
    }

    void wakeIn(long nanos) {
        wake = timer.schedule(ring, nanos, TimeUnit.NANOSECONDS);
    }

    void done(T value) {
        answered = true;
        stop();
        work.execute(() -> result.complete(value));
    }

    void fail(Throwable why) {
        answered = true;
        stop();
        work.execute(() -> result.completeExceptionally(why));
    }

    private void stop() {
        deadline.cancel(false);
        Future<?> sleeping = wake;
        if (sleeping != null) {
            sleeping.cancel(false);
        }
    }
}
