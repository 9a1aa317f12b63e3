package io.tmuxbridge.jakarta;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The default executor for closing connections: some containers block in {@code close} until the peer has answered.
 *
 * <p>Its threads end after idle seconds. Who must have them ended at a certain time, as a web application whose class loader they
 * hold, closes it behind its bridge.
 *
 * <p>It has a timer of its own: that of {@link CompletableFuture} belongs to the JVM, never ends, and would hold the class
 * loader of the application that used it first.
 *
 * <p><b>Threads:</b> at most {@value #THREADS} and one for the timer, daemons; more closings wait in a queue with one entry per
 * connection. Its methods may be called from any.
 */
public final class CloserPool implements Executor, AutoCloseable {

    private static final int THREADS = 32;
    private static final int IDLE_SECONDS = 3;
    private static final int LAST_SECONDS = 5;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("tmuxbridge-close"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, threads("tmuxbridge-close-timer"));

    /** A pool without threads yet. */
    public CloserPool() {
        pool.allowCoreThreadTimeOut(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread =
                    new Thread(task, name); // a whole stack: Tyrus, loading its messages, overflows one of 128 KiB
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** The same as an executor that begins some time later, whatever executor it is. */
    static Executor later(Executor closer, Duration delay) {
        if (closer instanceof CloserPool own) {
            return task -> own.timer.schedule(() -> own.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, closer);
    }

    /**
     * Waits for closings that have begun, 5 s at most, and ends the threads. What would have been aborted later is left to the
     * container.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
            timer.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
