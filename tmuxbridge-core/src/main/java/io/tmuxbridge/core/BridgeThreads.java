package io.tmuxbridge.core;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a bridge beside its tmux readers: one timer, and workers that wait for tmux and wake viewers.
 *
 * <p><b>Threads:</b> any. {@link #close} waits for work under way, at most three seconds.
 */
final class BridgeThreads implements AutoCloseable {

    private static final int STACK_BYTES = 256 * 1024;
    private static final long CLOSE_SECONDS = 3;

    private final AtomicInteger numbers = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;
    private final Work work;

    /** With workers of its own, or with those of somebody else. */
    BridgeThreads(Optional<Executor> borrowed) {
        this.timer = new ScheduledThreadPoolExecutor(1, factory("timer"));
        timer.setRemoveOnCancelPolicy(true);
        // What was to happen later does not happen any more once the bridge has ended.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.work = borrowed.<Work>map(BorrowedWork::new).orElseGet(() -> new OwnWork(factory("worker")));
    }

    ThreadFactory factory(String role) {
        return task -> {
            Thread thread = new Thread(null, task, "tmuxbridge-" + role + "-" + numbers.incrementAndGet(), STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        };
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    /** Runs tasks that may block; what is given to it after the end is run by the caller. */
    Executor work() {
        return work;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        work.close(CLOSE_SECONDS);
    }
}
