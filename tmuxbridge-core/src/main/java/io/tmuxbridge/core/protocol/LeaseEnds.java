package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.stream.PaneAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the leases of those who have left: with the last terminal of the session that its holder viewed, at the latest
 * when the holder has no connection any more and drives no pane, or may not write any more, and with the session.
 *
 * <p>What ends is told at once where it can be, and looked for now and then: a lease may be asked for by a connection
 * that ends meanwhile, or be given to somebody who is not there. A tmux server that is started anew counts its sessions
 * from the beginning: one of another server is another one.
 *
 * <p><b>Threads:</b> any. Nothing blocks but the worker that looks, for some milliseconds.
 */
final class LeaseEnds {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseEnds.class);

    private final Services services;
    private final Crowd crowd;
    private final PaneDoor panes;
    private final TerminalQuota quota;
    private final AtomicBoolean looking = new AtomicBoolean();
    /** Those who have left a terminal while another one of theirs is on its way, perhaps in its place. */
    private final Set<Left> asked = ConcurrentHashMap.newKeySet();

    private record Left(PaneAddress at, String caller) {}

    /** Of those who have a connection or drive a pane. */
    LeaseEnds(Services services, Crowd crowd, PaneDoor panes, TerminalQuota quota) {
        this.services = services;
        this.crowd = crowd;
        this.panes = panes;
        this.quota = quota;
    }

    /**
     * A caller has left a terminal: its lease ends when it has no other of that session. Whether one that is on its way
     * is of that session is known when it is there.
     */
    void left(PaneAddress at, String caller) {
        boolean held = services.leases()
                .of(at.server(), at.sessionId())
                .filter(lease -> lease.holder().equals(caller))
                .isPresent();
        // In this order: what is on its way is there before it is on its way no longer.
        boolean coming = quota.isComing(caller);
        if (held && crowd.of(caller).noneMatch(each -> each.channels().show(at.server(), at.sessionId()))) {
            if (coming) {
                asked.add(new Left(at, caller));
            } else {
                end(at.server(), at.sessionId(), caller);
            }
        }
    }

    private void askAgain() {
        List<Left> due =
                asked.stream().filter(each -> !quota.isComing(each.caller())).toList();
        due.forEach(asked::remove);
        due.forEach(each -> left(each.at(), each.caller()));
    }

    /** A connection of a caller has ended. */
    void gone(Caller caller) {
        boolean holds = services.leases().all().values().stream()
                .anyMatch(lease -> lease.holder().equals(caller.name()));
        if (holds && !isHere(caller.name())) {
            services.leases().all().forEach((session, lease) -> end(lease.server(), session, caller.name()));
        }
    }

    /** To be called now and then; has a worker look, unless one does. */
    void look() {
        askAgain();
        if (!services.leases().all().isEmpty() && looking.compareAndSet(false, true)) {
            services.work().execute(() -> {
                try {
                    lookAtAll();
                } catch (TmuxBridgeException e) {
                    LOG.debug("whether the sessions with leases are still there cannot be seen", e);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void lookAtAll() {
        Map<String, Leases.Lease> leases = services.leases().all();
        leases.forEach((session, lease) -> {
            if (!isHere(lease.holder())) {
                end(lease.server(), session, lease.holder());
            }
        });
        Map<String, AccessRecords.Entry> sessions = services.records().all().stream()
                .collect(Collectors.toMap(AccessRecords.Entry::id, Function.identity(), (one, other) -> one));
        leases.forEach((session, lease) -> {
            AccessRecords.Entry entry = sessions.get(session);
            if (entry == null || entry.server() != lease.server() || !mayWrite(lease.holder(), entry)) {
                end(lease.server(), session, lease.holder());
            }
        });
    }

    /** Whether somebody may write by any of its connections, and of the panes that it drives. */
    private boolean mayWrite(String name, AccessRecords.Entry entry) {
        return Stream.concat(crowd.of(name).flatMap(each -> each.caller().stream()), panes.of(name))
                .anyMatch(caller -> services.gate().permits(caller, Action.WRITE, entry.access()));
    }

    private void end(long server, String sessionId, String holder) {
        if (services.leases().left(server, sessionId, holder)) {
            services.news().leaseChanged(sessionId);
        }
    }

    private boolean isHere(String caller) {
        return panes.countOf(caller) > 0 || crowd.of(caller).findAny().isPresent();
    }
}
