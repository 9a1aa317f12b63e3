package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has workers do tasks that may take long, of which only so many run at a time, in their order: the others of these
 * workers are never taken by them.
 *
 * <p>Whoever gives tasks bounds how many of them wait.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while a task runs.
 */
final class FewAtOnce implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(FewAtOnce.class);

    private final Executor work;
    private final int atOnce;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    FewAtOnce(Executor work, int atOnce) {
        this.work = work;
        this.atOnce = atOnce;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (running >= atOnce) {
                waiting.addLast(task);
                return;
            }
            running++;
        }
        run(task);
    }

    private void run(Runnable task) {
        @Nullable Runnable next = task;
        while (next != null) {
            Given given = new Given(next);
            work.execute(given);
            next = given.left();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.pollFirst();
        if (next == null) {
            running--;
        }
        return next;
    }

    /**
     * A task that was given to the workers. When the bridge has ended it is done before they return: what is next is
     * then left to whoever gave it, as a stack has no room for all of them, one within the other.
     */
    private final class Given implements Runnable {

        private final Runnable task;
        private final Thread giver = Thread.currentThread();
        /** Of the giver's thread alone, as is what is left. */
        private boolean returned;

        private @Nullable Runnable left;

        Given(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a task failed", e);
            }
            Runnable next = next();
            if (Thread.currentThread() == giver && !returned) {
                left = next;
            } else if (next != null) {
                FewAtOnce.this.run(next);
            }
        }

        @Nullable
        Runnable left() {
            returned = true;
            return left;
        }
    }
}
