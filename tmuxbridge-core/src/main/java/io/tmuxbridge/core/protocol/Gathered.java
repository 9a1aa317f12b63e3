package io.tmuxbridge.core.protocol;

import java.util.concurrent.Executor;

/**
 * Does something a while after it was asked for, once for all who asked until it began, and never twice at once: who
 * asks while it is done has it done once more. So however often it is asked for, and however long it takes, it has one
 * worker.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while it is done.
 */
final class Gathered {

    private final Executor later;
    private final Runnable task;
    private boolean asked;
    private boolean running;

    /** The executor runs what it is given after the while. */
    Gathered(Executor later, Runnable task) {
        this.later = later;
        this.task = task;
    }

    void ask() {
        synchronized (this) {
            if (asked) {
                return;
            }
            asked = true;
            if (running) {
                return;
            }
        }
        later.execute(this::run);
    }

    private void run() {
        synchronized (this) {
            asked = false;
            running = true;
        }
        try {
            task.run();
        } finally {
            boolean again;
            synchronized (this) {
                running = false;
                again = asked;
            }
            if (again) {
                later.execute(this::run);
            }
        }
    }
}
