package io.tmuxbridge.core.drive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other on an executor, a few in a row, and for a moment only, before others have their turn.
 * What waits of a caller's is bounded, in number and in bytes.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while a task runs.
 */
final class Serial {

    private static final Logger LOG = LoggerFactory.getLogger(Serial.class);
    private static final int TURN = 16;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST = 2048;
    private static final int MOST_BYTES = 4 << 20;

    private final Executor executor;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int bytesWaiting;
    private boolean running;

    private record Entry(Runnable what, int bytes) {}

    Serial(Executor executor) {
        this.executor = executor;
    }

    /** Runs a task of the bridge's own. */
    void run(Runnable task) {
        put(new Entry(task, 0), false);
    }

    /** Runs one of the bridge's own before all that wait. */
    void first(Runnable task) {
        put(new Entry(task, 0), true);
    }

    /** Runs a task of a caller's, which holds so many bytes; false when too much waits already. */
    boolean offer(Runnable task, int bytes) {
        synchronized (this) {
            if (waiting.size() >= MOST || bytesWaiting > 0 && bytesWaiting + bytes > MOST_BYTES) {
                return false;
            }
            bytesWaiting += bytes;
        }
        put(new Entry(task, bytes), false);
        return true;
    }

    private void put(Entry entry, boolean first) {
        synchronized (this) {
            if (first) {
                waiting.addFirst(entry);
            } else {
                waiting.addLast(entry);
            }
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::work);
    }

    private void work() {
        long begun = System.nanoTime();
        for (int i = 0; i < TURN && System.nanoTime() - begun <= TURN_NANOS; i++) {
            Entry task;
            synchronized (this) {
                task = waiting.pollFirst();
                if (task == null) {
                    running = false;
                    return;
                }
                bytesWaiting -= task.bytes();
            }
            try {
                task.what().run();
            } catch (RuntimeException | Error e) {
                LOG.error("a driver's task failed", e);
            }
        }
        executor.execute(this::work);
    }
}
