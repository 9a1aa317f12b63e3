package io.tmuxbridge.core;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Workers of the bridge itself; they end when there is nothing to do, and what still waits for tmux is interrupted at
 * the end.
 */
final class OwnWork implements Work {

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    OwnWork(ThreadFactory threads) {
        int workers = Math.max(8, Runtime.getRuntime().availableProcessors() * 2);
        pool = new ThreadPoolExecutor(
                workers, workers, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.setRejectedExecutionHandler((task, full) -> task.run());
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close(long seconds) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(seconds, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
