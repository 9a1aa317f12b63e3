package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Runs what may block, one after the other, in the order in which it came, on an executor.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Lane {

    /** Requests of one connection that may wait. */
    private static final int MAX = 1024;

    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Lane(Executor executor) {
        this.executor = executor;
    }

    /** Takes a task; false when too many wait already. */
    boolean run(Runnable task) {
        synchronized (this) {
            if (waiting.size() >= MAX) {
                return false;
            }
            waiting.addLast(task);
            if (running) {
                return true;
            }
            running = true;
        }
        executor.execute(this::work);
        return true;
    }

    synchronized boolean busy() {
        return running;
    }

    private void work() {
        while (true) {
            Runnable task;
            synchronized (this) {
                task = waiting.pollFirst();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            task.run();
        }
    }
}
