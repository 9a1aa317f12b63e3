package io.tmuxbridge.core.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who has the keyboard of a session. Without a lease everybody writes who may; with one only its holder does. A lease
 * ends when it is released, its holder has left, or its session has ended; who sees those tells of them.
 *
 * <p><b>Threads:</b> any.
 */
public final class Leases {

    private static final int MAX_REQUESTS = 64;

    private final Map<String, Lease> leases = new ConcurrentHashMap<>();

    /**
     * A lease of one session.
     *
     * @param server process id of the session's tmux server
     * @param holder name of the caller who has it
     * @param requests names of those who want it, in the order in which they asked
     */
    public record Lease(long server, String holder, List<String> requests) {

        /** Takes an unmodifiable copy. */
        public Lease {
            requests = List.copyOf(requests);
        }

        private Lease requestedBy(String caller) {
            Set<String> names = new LinkedHashSet<>(requests);
            if (!caller.equals(holder) && names.size() < MAX_REQUESTS) {
                names.add(caller);
            }
            return new Lease(server, holder, List.copyOf(names));
        }

        private Lease heldBy(String caller) {
            return new Lease(
                    server,
                    caller,
                    requests.stream().filter(each -> !each.equals(caller)).toList());
        }
    }

    /**
     * The lease of a session.
     *
     * @param sessionId {@code $id}
     * @return the lease, if there is one
     */
    public Optional<Lease> of(String sessionId) {
        return Optional.ofNullable(leases.get(sessionId));
    }

    /**
     * All there are.
     *
     * @return a copy, by the ids of sessions
     */
    public Map<String, Lease> all() {
        return Map.copyOf(leases);
    }

    /**
     * The same: a lease of a session that another server had by that id is none.
     *
     * @param server process id of the session's tmux server
     * @param sessionId {@code $id}
     * @return the lease, if there is one
     */
    public Optional<Lease> of(long server, String sessionId) {
        return ofServer(server, leases.get(sessionId));
    }

    /**
     * Asks for the lease: it is given when nobody has it, and the request is kept when somebody does.
     *
     * @param server process id of the session's tmux server
     * @param sessionId {@code $id}
     * @param caller who asks
     * @return the lease as it is then
     */
    public Lease request(long server, String sessionId, String caller) {
        return leases.compute(
                sessionId,
                (id, lease) -> lease == null || lease.server() != server
                        ? new Lease(server, caller, List.of())
                        : lease.requestedBy(caller));
    }

    /**
     * Gives the lease to somebody.
     *
     * @param server process id of the session's tmux server
     * @param sessionId {@code $id}
     * @param caller who gets it
     * @param check throws when that is not allowed with the lease as it is; nobody changes it meanwhile
     * @return the lease as it is then
     */
    public Lease give(long server, String sessionId, String caller, Consumer<Optional<Lease>> check) {
        return leases.compute(sessionId, (id, lease) -> {
            Optional<Lease> now = ofServer(server, lease);
            check.accept(now);
            return now.map(before -> before.heldBy(caller)).orElseGet(() -> new Lease(server, caller, List.of()));
        });
    }

    /**
     * Ends the lease.
     *
     * @param server process id of the session's tmux server
     * @param sessionId {@code $id}
     * @param check throws when that is not allowed with the lease as it is; nobody changes it meanwhile
     */
    public void end(long server, String sessionId, Consumer<Optional<Lease>> check) {
        leases.compute(sessionId, (id, lease) -> {
            check.accept(ofServer(server, lease));
            return null;
        });
    }

    private static Optional<Lease> ofServer(long server, @Nullable Lease lease) {
        return Optional.ofNullable(lease).filter(each -> each.server() == server);
    }

    /**
     * Ends the lease when its holder is the one who left.
     *
     * @param server process id of the session's tmux server
     * @param sessionId {@code $id}
     * @param caller who has left
     * @return true when it did
     */
    public boolean left(long server, String sessionId, String caller) {
        boolean[] ended = {false};
        leases.computeIfPresent(sessionId, (id, lease) -> {
            ended[0] = lease.server() == server && lease.holder().equals(caller);
            return ended[0] ? null : lease;
        });
        return ended[0];
    }
}
