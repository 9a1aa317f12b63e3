package io.tmuxbridge.client.internal;

import java.time.Duration;
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
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public void schedule(Duration wait, Runnable action) {
        try {
            thread.schedule(action, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: there is no later.
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
