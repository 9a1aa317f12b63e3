package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.drive.DrivenPane;
import io.tmuxbridge.core.drive.Driving;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets programs in that drive panes, and sees to it that they leave when they may no longer be there.
 *
 * <p><b>Threads:</b> any; opening blocks for some milliseconds.
 */
public final class PaneDoor {

    /** The address in the audit of what runs in the same JVM. */
    static final String HERE = "java";

    /** Workers that those who follow panes may have at a time: with those for patterns, fewer than there are. */
    private static final int FOLLOWING = 2;

    private final Services services;
    private final Conversations all;
    private final Driving driving;
    private final Map<DrivenPane, Supplier<Caller>> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PaneDoor(Services services, Conversations all) {
        this.services = services;
        this.all = all;
        this.driving = new Driving(
                services.terminals(),
                services.directory(),
                services.metrics(),
                services.timer(),
                services.work(),
                all.matching()::of,
                new FewAtOnce(services.work(), FOLLOWING));
    }

    /**
     * Opens a pane for code in the same JVM.
     *
     * @param caller in whose name
     * @param target {@code %id} of a pane, or a session by name or id
     * @return the pane
     * @throws TmuxBridgeException when the caller may not see it, or there is none
     */
    public DrivenPane open(Caller caller, String target) {
        boolean pane = target.startsWith("%");
        return open(
                () -> caller,
                HERE,
                pane ? Optional.empty() : Optional.of(target),
                pane ? Optional.of(target) : Optional.empty(),
                0);
    }

    /** Opens one for somebody who drives so many already over the same connection. */
    DrivenPane open(Supplier<Caller> who, String address, Optional<String> session, Optional<String> paneId, int here) {
        Caller caller = who.get();
        CallerPermit.require(services, caller);
        try (TerminalQuota.Place place = all.quota().take(caller, here)) {
            return open(who, caller, address, session, paneId, place);
        }
    }

    private DrivenPane open(
            Supplier<Caller> who,
            Caller caller,
            String address,
            Optional<String> session,
            Optional<String> paneId,
            TerminalQuota.Place place) {
        long changes = services.terminals().departed().changes();
        String sessionId = paneId.isPresent()
                ? services.guard().sessionOf(caller, paneId.get())
                : services.guard()
                        .require(caller, Action.VIEW, session.orElseThrow())
                        .session();
        AtomicReference<DrivenPane> opened = new AtomicReference<>();
        CallerPermit permit = new CallerPermit(services, all.allowance(), who, address, () -> {
            if (opened.get() != null) {
                open.remove(opened.get());
            }
        });
        DrivenPane pane = driving.open(sessionId, paneId, caller.name(), permit.hides(), permit);
        opened.set(pane);
        place.fill(() -> open.put(pane, who));
        if (pane.hasLeft()) {
            open.remove(pane);
        } else if (closed) {
            pane.end(shuttingDown());
        } else if (services.gate().isRevoked(caller)
                || services.terminals().departed().changes() != changes) {
            pane.lookAgain();
        }
        return pane;
    }

    /** How many a caller drives. */
    int countOf(String caller) {
        return (int) of(caller).count();
    }

    /** The caller of that name, for each pane that it drives. */
    Stream<Caller> of(String name) {
        return open.values().stream()
                .map(Supplier::get)
                .filter(who -> who.name().equals(name));
    }

    void accessChanged(long server, String sessionId) {
        open.keySet().stream()
                .filter(pane -> pane.address().server() == server)
                .filter(pane -> pane.address().sessionId().equals(sessionId))
                .forEach(DrivenPane::lookAgain);
    }

    void revoked(Predicate<Caller> gone, String why) {
        open.forEach((pane, who) -> {
            if (gone.test(who.get())) {
                pane.end(new TmuxBridgeException(ErrorCode.UNAUTHENTICATED, why));
            }
        });
    }

    /** Called now and then: who has expired leaves. */
    void watch() {
        open.forEach((pane, who) -> {
            if (services.gate().isExpired(who.get(), services.quotas().authGrace())) {
                pane.end(new TmuxBridgeException(ErrorCode.UNAUTHENTICATED, "the credentials have expired"));
            }
        });
    }

    void close() {
        closed = true;
        open.keySet().forEach(pane -> pane.end(shuttingDown()));
    }

    private static TmuxBridgeException shuttingDown() {
        return new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the bridge is shutting down");
    }
}
