package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Shares the workers among callers: of each only so many tasks run at a time, and its others wait, so that who asks for very
 * much waits for itself and not the others for it.
 *
 * <p>A task that waited goes to the end of the workers' queue, behind what others asked for meanwhile.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while a task runs.
 */
final class FairWork {

    private final Executor work;
    private final int atOnce;
    private final Map<String, Share> shares = new HashMap<>();

    /** What one caller has running and waiting. */
    private static final class Share {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    FairWork(Executor work, int atOnce) {
        this.work = work;
        this.atOnce = atOnce;
    }

    /** Runs a task for somebody, now or when it is their turn. */
    void execute(String who, Runnable task) {
        synchronized (this) {
            Share share = shares.computeIfAbsent(who, name -> new Share());
            if (share.running >= atOnce) {
                share.waiting.addLast(task);
                return;
            }
            share.running++;
        }
        work.execute(() -> run(who, task));
    }

    /** How many callers have something running or waiting. */
    synchronized int callers() {
        return shares.size();
    }

    private void run(String who, Runnable task) {
        try {
            task.run();
        } finally {
            Runnable next = next(who);
            if (next != null) {
                work.execute(() -> run(who, next));
            }
        }
    }

    private synchronized @Nullable Runnable next(String who) {
        Share share = shares.get(who);
        if (share == null) {
            return null;
        }
        Runnable next = share.waiting.pollFirst();
        if (next == null && --share.running == 0) {
            shares.remove(who);
        }
        return next;
    }
}
