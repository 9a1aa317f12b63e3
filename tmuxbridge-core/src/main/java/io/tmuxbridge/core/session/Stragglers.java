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
 * <p>While a pane is held for one viewer, no other can fall behind. Those who have something to read then and have read
 * nothing of it when their turn comes were waited for as well: viewers that vanish together hold the pane once, and not
 * one after the other for longer than tmux keeps its output.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, within which nothing else is called.
 */
final class Stragglers {

    private final long holdNanos;
    private final LongSupplier clock;
    private final Map<Attachment, Long> since = new HashMap<>();
    private final Map<Attachment, Standing> standing = new HashMap<>();
    private volatile boolean any;

    Stragglers(Duration hold, LongSupplier clock) {
        this.holdNanos = hold.toNanos();
        this.clock = clock;
    }

    /**
     * Where a viewer was when somebody fell behind.
     *
     * @param place its position
     * @param since when it was seen there first
     */
    private record Standing(long place, long since) {}

    /** Nobody is far behind: false. */
    boolean none() {
        return any && isWorthWaiting(List.of(), Map.of());
    }

    /**
     * Whether to wait for one of them.
     *
     * @param behind all that are far behind now; who is not among them has caught up, or has left
     * @param places the positions of all who have something to read, these among them
     */
    synchronized boolean isWorthWaiting(List<Attachment> behind, Map<Attachment, Long> places) {
        since.keySet().retainAll(behind);
        long now = clock.getAsLong();
        if (!since.keySet().containsAll(behind)) {
            look(places, now);
            behind.forEach(each -> since.computeIfAbsent(each, one -> stoodSince(one, now)));
        }
        any = !since.isEmpty();
        return since.values().stream().anyMatch(from -> now - from < holdNanos);
    }

    private void look(Map<Attachment, Long> places, long now) {
        standing.keySet().retainAll(places.keySet());
        places.forEach((each, place) -> standing.merge(
                each, new Standing(place, now), (before, here) -> before.place() == place ? before : here));
    }

    private long stoodSince(Attachment one, long now) {
        Standing stood = standing.get(one);
        return stood == null ? now : stood.since();
    }
}
