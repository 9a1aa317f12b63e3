package io.tmuxbridge.client.internal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A timer with one daemon thread, which is started with the first thing to do.
 *
 * <p><b>Threads:</b> any. Ends with {@link #close()}.
 */
final class ThreadTimer implements Timer {

    private final ScheduledThreadPoolExecutor thread;

    ThreadTimer() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "tmuxbridge-client-timer");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration wait, Runnable action) {
        try {
            Future<?> task = thread.schedule(action, wait.toNanos(), TimeUnit.NANOSECONDS);
            return () -> task.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // Closed meanwhile: there is no later.
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
