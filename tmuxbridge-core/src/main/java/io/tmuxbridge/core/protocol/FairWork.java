package io.tmuxbridge.core.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the workers among callers: of each only so many tasks run at a time, and its others wait, so that who asks for
 * very much waits for itself and not the others for it.
 *
 * <p>A worker does a few tasks of a caller in a row, and for a moment only: were each to queue up behind all that the
 * one before it set off, none of many would come to its end soon. Since a caller's share is less than all workers,
 * others are served meanwhile.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while a task runs.
 */
final class FairWork {

    private static final Logger LOG = LoggerFactory.getLogger(FairWork.class);

    /** Tasks of a caller that are done in a row, by one worker of its share. */
    static final int TURN = 32;

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Executor work;
    private final int atOnce;
    private final Runnable queued;
    private final Map<String, Share> shares = new HashMap<>();

    /** What one caller has running and waiting. */
    private static final class Share {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    /** The signal is given for each task that has to wait for its caller's others. */
    FairWork(Executor work, int atOnce, Runnable queued) {
        this.queued = queued;
        this.work = work;
        this.atOnce = atOnce;
    }

    /** For requests: the metric counts those that had to wait. */
    static FairWork ofRequests(Services services) {
        return new FairWork(
                services.work(),
                services.quotas().requestsAtOncePerCaller(),
                () -> services.metrics().add("requests.queued", 1));
    }

    /** Runs a task for somebody, now or when it is their turn. */
    void execute(String who, Runnable task) {
        synchronized (this) {
            Share share = shares.computeIfAbsent(who, name -> new Share());
            if (share.running >= atOnce) {
                share.waiting.addLast(task);
                queued.run();
                return;
            }
            share.running++;
        }
        work.execute(() -> run(who, task));
    }

    /** Runs what it is given for one caller. */
    Executor of(String who) {
        return task -> execute(who, task);
    }

    /** How many callers have something running or waiting. */
    synchronized int callers() {
        return shares.size();
    }

    /** Does a few tasks of one caller, and lets what others asked for meanwhile come first before the next few. */
    private void run(String who, Runnable first) {
        long begun = System.nanoTime();
        @Nullable Runnable task = first;
        for (int i = 1; task != null; i++) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a task of {} failed", who, e);
            }
            Runnable next = next(who);
            if (next != null && (i == TURN || System.nanoTime() - begun > TURN_NANOS)) {
                work.execute(() -> run(who, next));
                return;
            }
            task = next;
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
