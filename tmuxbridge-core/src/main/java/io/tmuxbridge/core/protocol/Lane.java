package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Runs what may block, one after the other, in the order in which it came, on an executor. What waits is bounded, in number
 * and in the bytes of the messages it came by.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Lane {

    /** Requests of one connection that may wait. */
    private static final int MAX = 1024;
    /** Bytes of their messages; one alone may be bigger. */
    private static final int MAX_BYTES = 4 << 20;

    /** Tasks that are done before others have their turn. */
    private static final int TURN = 16;

    private final Executor executor;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private int bytesWaiting;
    /** The first task finds out who it is; what is behind it is done in that one's name. */
    private volatile int turn = 1;

    private boolean running;

    private record Task(Runnable what, int bytes) {}

    Lane(Executor executor) {
        this.executor = executor;
    }

    /** Takes a task; false when too much waits already. */
    boolean run(Runnable task, int bytes) {
        synchronized (this) {
            if (waiting.size() >= MAX || bytesWaiting > 0 && bytesWaiting + bytes > MAX_BYTES) {
                return false;
            }
            waiting.addLast(new Task(task, bytes));
            bytesWaiting += bytes;
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

    /** Does a few tasks, the first of all by itself, and lets others have the thread before the next few. */
    private void work() {
        int most = turn;
        turn = TURN;
        for (int i = 0; i < most; i++) {
            Task task;
            synchronized (this) {
                task = waiting.pollFirst();
                if (task == null) {
                    running = false;
                    return;
                }
                bytesWaiting -= task.bytes();
            }
            task.what().run();
        }
        executor.execute(this::work);
    }
}
