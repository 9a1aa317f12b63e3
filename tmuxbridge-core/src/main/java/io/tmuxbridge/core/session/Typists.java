package io.tmuxbridge.core.session;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells the viewers of a terminal who of them types: each of the others, once a second while the same one goes on, and
 * ten times a second at most.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while somebody is told.
 */
final class Typists {

    private static final long AGAIN_NANOS = 1_000_000_000L;
    private static final long AT_MOST_NANOS = 100_000_000L;

    private final LongSupplier clock;
    private String last = "";
    private long told;

    Typists(LongSupplier clock) {
        this.clock = clock;
    }

    /** One of them typed. */
    void typed(Attachment from, List<Attachment> all) {
        if (all.size() > 1 && isNews(from.request().clientId())) {
            String caller = from.request().caller();
            all.stream()
                    .filter(each -> each != from)
                    .forEach(each -> each.port().typing(caller));
        }
    }

    /** Whether that is worth telling. */
    synchronized boolean isNews(String clientId) {
        long now = clock.getAsLong();
        boolean first = last.isEmpty();
        if (!first && now - told < (clientId.equals(last) ? AGAIN_NANOS : AT_MOST_NANOS)) {
            return false;
        }
        last = clientId;
        told = now;
        return true;
    }
}
