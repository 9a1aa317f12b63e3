package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what may block, one after the other, in the order in which it came, on an executor. What waits is bounded, in
 * number and in the bytes of the messages it came by. Before a request the lane may have to rest, so that its caller's
 * requests come no faster than they may.
 *
 * <p>What is {@link #urgent} overtakes all that waits and is never refused. It is done between two tasks, also while
 * the lane rests or waits for its executor.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while a task runs.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** Requests of one connection that may wait. */
    private static final int MAX = 1024;
    /** Bytes of their messages; one alone may be bigger. */
    private static final int MAX_BYTES = 4 << 20;

    /** Tasks that are done before others have their turn. */
    private static final int TURN = 16;

    private final Executor executor;
    private final Rest rest;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Deque<Runnable> urgent = new ArrayDeque<>();
    private int bytesWaiting;
    /** The first task finds out who it is; what is behind it is done in that one's name. */
    private volatile int turn = 1;

    /** Whether there is something to do, of what waits its turn. */
    private boolean running;
    /** Whether something is being done. */
    private boolean taken;
    /** What goes on as soon as nothing is done any more. */
    private @Nullable Runnable held;

    private @Nullable Task resting;

    private record Task(Runnable what, int bytes, boolean paced) {}

    /** Says how long a request has to wait, and has things done after that. */
    interface Rest {
        /** How long the next request has to wait, in nanoseconds; it counts as made. */
        long nanos();

        /** Runs a task later. */
        void after(long nanos, Runnable task);
    }

    Lane(Executor executor, Rest rest) {
        this.executor = executor;
        this.rest = rest;
    }

    /** Takes a task, a request or something that need not wait; false when too much waits already. */
    boolean run(Runnable task, int bytes, boolean paced) {
        synchronized (this) {
            if (waiting.size() >= MAX || bytesWaiting > 0 && bytesWaiting + bytes > MAX_BYTES) {
                return false;
            }
            waiting.addLast(new Task(task, bytes, paced));
            bytesWaiting += bytes;
            if (running) {
                return true;
            }
            running = true;
        }
        executor.execute(this::work);
        return true;
    }

    /**
     * Takes a task that is done before all that waits: by an executor of its own, or behind the task that is being
     * done. How many there are at a time is for the caller to bound.
     */
    void urgent(Executor by, Runnable task) {
        synchronized (this) {
            urgent.addLast(task);
            if (taken) {
                return;
            }
            taken = true;
        }
        by.execute(this::leave);
    }

    /** Ends a rest. */
    void wake() {
        @Nullable Task task;
        synchronized (this) {
            task = resting;
            resting = null;
        }
        if (task != null) {
            executor.execute(() -> goOn(task));
        }
    }

    private void goOn(Task rested) {
        if (enter(() -> goOn(rested))) {
            carryOut(rested.what());
            leave();
            work();
        }
    }

    synchronized boolean busy() {
        return running;
    }

    /** Does a few tasks, the first of all by itself, and lets others have the thread before the next few. */
    private void work() {
        int most = turn;
        turn = TURN;
        for (int i = 0; i < most; i++) {
            if (!enter(this::work) || !next()) {
                return;
            }
        }
        executor.execute(this::work);
    }

    /** Does the next task, unless there is none or it has to wait. */
    private boolean next() {
        Task task;
        synchronized (this) {
            task = waiting.pollFirst();
            if (task == null) {
                running = false;
            } else {
                bytesWaiting -= task.bytes();
            }
        }
        long nanos = task != null && task.paced() ? rest.nanos() : 0;
        boolean goesOn = task != null && nanos <= 0;
        if (goesOn) {
            carryOut(task.what());
        } else if (task != null) {
            synchronized (this) {
                resting = task;
            }
            rest.after(nanos, this::wake);
        }
        leave();
        return goesOn;
    }

    /** Begins to do something; false when something is being done, behind which it is tried again. */
    private synchronized boolean enter(Runnable again) {
        if (taken) {
            held = again;
            return false;
        }
        taken = true;
        return true;
    }

    /** Nothing is being done any more, once all that is urgent has been. */
    private void leave() {
        while (true) {
            Runnable next;
            Runnable after = null;
            synchronized (this) {
                next = urgent.pollFirst();
                if (next == null) {
                    taken = false;
                    after = held;
                    held = null;
                }
            }
            if (next == null) {
                if (after != null) {
                    executor.execute(after);
                }
                return;
            }
            carryOut(next);
        }
    }

    /** Whoever gives a task sees to what it throws. What comes here all the same must not stop those behind it. */
    private static void carryOut(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task of a connection failed; the next one is done all the same", e);
        }
    }
}
