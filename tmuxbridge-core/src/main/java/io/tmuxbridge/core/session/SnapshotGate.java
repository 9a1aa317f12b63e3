package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.Feed;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Where those wait who need a snapshot to begin with.
 *
 * <p><b>Threads:</b> any; {@link #await} blocks its caller, never the tmux reader.
 */
final class SnapshotGate {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Feed feed;
    private long waiting;

    SnapshotGate(Feed feed) {
        this.feed = feed;
    }

    synchronized void advanced() {
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** The newest snapshot that is good enough, taken anew when there is none. */
    Snapshot await(int history, BooleanSupplier over) {
        Optional<Snapshot> newest = feed.snapshot(0, history);
        if (newest.isPresent()) {
            return newest.get();
        }
        feed.capture(history);
        return await(0, history, over);
    }

    /** A snapshot that is yet to be taken. */
    Snapshot awaitNew(int history, BooleanSupplier over) {
        return await(feed.capture(history), history, over);
    }

    private Snapshot await(long serial, int history, BooleanSupplier over) {
        long until = System.nanoTime() + LIMIT_NANOS;
        Snapshot taken = await(serial, history, over, until);
        while (!isKept(taken)) {
            // Without the monitor: a feed may tell of what it has under a lock that a capture waits for.
            taken = await(feed.capture(history), history, over, until);
        }
        return taken;
    }

    private synchronized Snapshot await(long serial, int history, BooleanSupplier over, long until) {
        waiting++;
        try {
            Optional<Snapshot> found = feed.snapshot(serial, history);
            while (found.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (over.getAsBoolean()) {
                    throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "the pane has just ended");
                }
                if (left <= 0) {
                    throw new TmuxBridgeException(
                            ErrorCode.UNAVAILABLE, "tmux sent no snapshot of the pane in time; try again");
                }
                wait(left);
                found = feed.snapshot(serial, history);
            }
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "interrupted while waiting for a snapshot", e);
        } finally {
            waiting--;
        }
    }

    /** One that was taken while nobody looked may be out of the log by now. */
    private boolean isKept(Snapshot taken) {
        return feed.log().holds(taken.offset());
    }
}
