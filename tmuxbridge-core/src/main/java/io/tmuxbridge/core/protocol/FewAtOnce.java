package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Has workers do tasks that may take long, of which only so many run at a time, in their order: the others of these
 * workers are never taken by them.
 *
 * <p>Whoever gives tasks bounds how many of them wait.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while a task runs.
 */
final class FewAtOnce implements Executor {

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
        work.execute(() -> {
            try {
                task.run();
            } finally {
                next();
            }
        });
    }

    private void next() {
        Runnable next;
        synchronized (this) {
            next = waiting.pollFirst();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            run(next);
        }
    }
}
