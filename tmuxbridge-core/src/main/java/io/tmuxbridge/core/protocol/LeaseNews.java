package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.session.LastTold;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells everybody who views a session who has its lease.
 *
 * <p><b>Threads:</b> any; nobody waits for another.
 */
final class LeaseNews {

    private final Leases leases;
    private final Crowd crowd;
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();
    private final LastTold told = new LastTold(this::tell);

    LeaseNews(Leases leases, Crowd crowd) {
        this.leases = leases;
        this.crowd = crowd;
    }

    /** The lease of a session is another one. */
    void about(String sessionId) {
        changed.add(sessionId);
        told.changed();
    }

    private void tell() {
        for (String session = changed.poll(); session != null; session = changed.poll()) {
            tell(session, LeaseMethods.describe(leases.of(session)));
        }
    }

    private void tell(String session, Map<String, ?> lease) {
        crowd.each(each -> each.channels().leaseChanged(session, lease));
    }
}
