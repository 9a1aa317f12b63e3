package io.tmuxbridge.core;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers of the bridge itself; they end when there is nothing to do, and what still waits for tmux is interrupted at
 * the end.
 */
final class OwnWork implements Work {

    private static final Logger LOG = LoggerFactory.getLogger(OwnWork.class);
    private static final long IDLE_SECONDS = 30;

    private final ThreadFactory threads;
    private final ThreadPoolExecutor pool;

    OwnWork(ThreadFactory threads) {
        this.threads = threads;
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
                giveUp();
            }
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Nobody waits for them any more, but somebody may for their results: what has not begun is done on a thread of its
     * own.
     */
    private void giveUp() {
        List<Runnable> left = pool.shutdownNow();
        if (!left.isEmpty()) {
            threads.newThread(() -> left.forEach(OwnWork::interrupted)).start();
        }
    }

    /** What it waits for is interrupted as in those that had begun: none holds up those behind it. */
    private static void interrupted(Runnable task) {
        Thread.currentThread().interrupt();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("a task failed after the end of the bridge", e);
        }
    }
}
