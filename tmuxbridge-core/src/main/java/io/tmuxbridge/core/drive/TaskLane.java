package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.redact.Lens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for output of a pane and read on one after the other, all in one turn of a worker or, when that takes
 * long, in several.
 *
 * <p><b>Threads:</b> any; who waits is guarded by the monitor, which is not held while one reads. Turns are of the
 * lane.
 */
final class TaskLane {

    /** After so long the others have their turn first: a pattern may take a second, and is given up then. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Serial serial;
    private final Runnable turn;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final AtomicInteger count = new AtomicInteger();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private @Nullable RuntimeException over;

    /** What it is given is done in each turn. */
    TaskLane(Executor workers, Runnable turn) {
        this.serial = new Serial(workers);
        this.turn = turn;
    }

    /** Has a turn, one for many calls. */
    void ring() {
        if (rung.compareAndSet(false, true)) {
            serial.run(() -> {
                rung.set(false);
                turn.run();
            });
        }
    }

    /** Does something between turns. */
    void run(Runnable what) {
        serial.run(what);
    }

    /** How many wait, or are about to. */
    int count() {
        return count.get();
    }

    /** One more waits, between turns, and then there is something to do. */
    void add(Task task, Runnable then) {
        count.incrementAndGet();
        serial.run(() -> {
            putBack(task);
            then.run();
        });
    }

    /** All of them read on: true; or some of them, and the rest in another turn, which begins with them. */
    boolean advance(Lens lens, long end, Marks marks) {
        long begun = System.nanoTime();
        for (int left = waiting(); left > 0; left--) {
            Task task = first();
            if (task == null) {
                return true;
            }
            if (isDone(task, lens, end, marks)) {
                count.decrementAndGet();
            } else {
                putBack(task);
            }
            if (left > 1 && System.nanoTime() - begun > TURN_NANOS) {
                ring();
                return false;
            }
        }
        return true;
    }

    private static boolean isDone(Task task, Lens lens, long end, Marks marks) {
        try {
            return task.advance(lens, end, marks);
        } catch (RuntimeException | Error e) {
            task.fail(e);
            return true;
        }
    }

    private synchronized int waiting() {
        return tasks.size();
    }

    private synchronized @Nullable Task first() {
        return tasks.pollFirst();
    }

    /** It waits, unless nobody does any more. */
    private void putBack(Task task) {
        RuntimeException why;
        synchronized (this) {
            why = over;
            if (why == null) {
                tasks.addLast(task);
                return;
            }
        }
        count.decrementAndGet();
        task.fail(why);
    }

    /** Nothing comes any more, and all was read, but for what is missing. To be called in a turn. */
    void ended(boolean gap) {
        all().forEach(task -> task.ended(gap));
    }

    /**
     * Nobody waits any more: who does is told at once, and nothing is kept for it, however long the next turn takes.
     */
    void end(RuntimeException why) {
        synchronized (this) {
            over = why;
        }
        all().forEach(task -> task.fail(why));
    }

    private synchronized List<Task> all() {
        List<Task> all = new ArrayList<>(tasks);
        tasks.clear();
        count.addAndGet(-all.size());
        return all;
    }
}
