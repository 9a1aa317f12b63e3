package io.tmuxbridge.core.viewer;

import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.Feed;
import java.util.Optional;

/**
 * The snapshot that a viewer has asked for and waits for.
 *
 * <p><b>Threads:</b> guarded by its {@link Viewer}.
 */
final class WantedSnapshot {

    private static final long NONE = -1;

    private long serial = NONE;

    /** Whether it waits for one. */
    boolean isDue() {
        return serial != NONE;
    }

    /** It waits for one from now on, or for a newer one. */
    void ask(Feed feed, int history) {
        serial = feed.capture(history);
    }

    /** It has one, and waits no more. */
    void over() {
        serial = NONE;
    }

    /** What was asked for, when it has come; it may be out of the log by now, and then another one is asked for. */
    Optional<Snapshot> taken(Feed feed, int history) {
        Optional<Snapshot> taken = feed.snapshot(serial, history);
        if (taken.isEmpty() || feed.hasEnded() || feed.log().holds(taken.get().offset())) {
            return taken;
        }
        ask(feed, history);
        return Optional.empty();
    }
}
