package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.access.Leases;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells everybody who views a session who has its lease. One thread at a time tells, for all whose changes come
 * meanwhile: so what is told last is how it is.
 *
 * <p><b>Threads:</b> any; nobody waits for another.
 */
final class LeaseNews {

    private final Leases leases;
    private final Crowd crowd;
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();

    LeaseNews(Leases leases, Crowd crowd) {
        this.leases = leases;
        this.crowd = crowd;
    }

    /** The lease of a session is another one. */
    void about(String sessionId) {
        changed.add(sessionId);
        if (left.getAndIncrement() > 0) {
            return;
        }
        do {
            String session = changed.remove();
            Map<String, ?> lease = LeaseMethods.describe(leases.of(session));
            crowd.each(each -> each.channels().leaseChanged(session, lease));
        } while (left.decrementAndGet() > 0);
    }
}
