package io.tmuxbridge.core.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * For which viewers that are far behind a pane is still held back: for each as long as for any other, from when it fell
 * behind until it has caught up. Who was waited for in vain may stay for long, until its connection ends or its place
 * is out of the log: nobody else is given up for that.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, within which nothing else is called.
 */
final class Stragglers {

    private final long holdNanos;
    private final LongSupplier clock;
    private final Map<Attachment, Long> since = new HashMap<>();
    private volatile boolean any;

    Stragglers(Duration hold, LongSupplier clock) {
        this.holdNanos = hold.toNanos();
        this.clock = clock;
    }

    /** Nobody is far behind: false. */
    boolean none() {
        return any && isWorthWaiting(List.of());
    }

    /**
     * Whether to wait for one of them.
     *
     * @param behind all that are far behind now; who is not among them has caught up, or has left
     */
    synchronized boolean isWorthWaiting(List<Attachment> behind) {
        since.keySet().retainAll(behind);
        long now = clock.getAsLong();
        behind.forEach(each -> since.putIfAbsent(each, now));
        any = !since.isEmpty();
        return since.values().stream().anyMatch(from -> now - from < holdNanos);
    }
}
