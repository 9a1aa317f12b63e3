package io.tmuxbridge.client.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one lock of a client: whatever its parts know changes in turns, and whatever calls others (the executor, a
 * connector, a close) is done after the turn. Only lines are spoken to in turns, so that the order is that of the
 * turns.
 *
 * <p><b>Threads:</b> any. No turn waits.
 */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    private List<Runnable> after = new ArrayList<>();

    /** Does something in a turn of its own, or in the one that goes on. */
    void run(Runnable action) {
        get(() -> {
            action.run();
            return this;
        });
    }

    /** Finds something out in a turn. */
    <T extends @Nullable Object> T get(Supplier<T> question) {
        lock.lock();
        List<Runnable> due = List.of();
        try {
            return question.get();
        } finally {
            if (lock.getHoldCount() == 1) {
                due = after;
                after = new ArrayList<>();
            }
            lock.unlock();
            doAll(due.iterator());
        }
    }

    /** Where one of them throws the others are done all the same, as futures and listeners hang on them. */
    private static void doAll(Iterator<Runnable> due) {
        try {
            while (due.hasNext()) {
                due.next().run();
            }
        } finally {
            if (due.hasNext()) {
                doAll(due);
            }
        }
    }

    /**
     * Does something in a turn that is nobody else's: what comes in, as a line that ends while it is spoken to says so
     * before that returns.
     */
    void apart(Runnable action) {
        if (lock.isHeldByCurrentThread()) {
            after(() -> run(action));
        } else {
            run(action);
        }
    }

    /** Has something done after the turn that goes on. */
    void after(Runnable action) {
        after.add(action);
    }
}
