package io.tmuxbridge.core.access;

import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Caller;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what, with the time; an audit that fails stops nothing and is logged.
 *
 * <p><b>Threads:</b> any.
 */
public final class Auditor {

    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    private final Audit audit;
    private final Clock clock;

    /**
     * Creates an auditor.
     *
     * @param audit where to write
     * @param clock tells the time
     */
    public Auditor(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Writes down one event.
     *
     * @param caller who, absent before anybody is known
     * @param address from where
     * @param action what
     * @param session on which session, absent for none
     * @param allowed whether it was done
     * @param detail more in words, may be empty; never a secret and never what was typed
     */
    public void note(
            Optional<Caller> caller,
            String address,
            String action,
            Optional<String> session,
            boolean allowed,
            String detail) {
        try {
            audit.record(new AuditEvent(
                    clock.instant(), caller.map(Caller::name), address, action, session, allowed, detail));
        } catch (RuntimeException e) {
            LOG.error("the audit failed; what was to be written: {} by {}", action, caller.map(Caller::name), e);
        }
    }
}
