package io.tmuxbridge.core.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The clients of a terminal: those that view it, and those that did, for as long as each may come back to where it
 * stood.
 *
 * <p>What is forgotten must not be guessed at later: once any client was forgotten, one that nobody knows may be it,
 * and is not told that its input goes on where it was.
 *
 * <p><b>Threads:</b> guarded by its {@link Terminal}.
 */
final class RememberedClients {

    /** Absent clients that are remembered; beyond this the one that came first is forgotten early. */
    private static final int MAX_ABSENT = 4096;

    /** Of one caller: whoever makes many loses its own, and not what others come back to. */
    private static final int MAX_ABSENT_OF_ONE = 1024;

    private final Map<String, ClientRecord> byId = new LinkedHashMap<>();
    private final long memoryNanos;
    private boolean forgotten;

    /**
     * Creates an empty memory.
     *
     * @param memoryNanos how long a client without a viewer is remembered
     */
    RememberedClients(long memoryNanos) {
        this.memoryNanos = memoryNanos;
    }

    /**
     * Refuses a stale connect, or one of another caller's client, before anything is done for it.
     *
     * @param request what a client asks for
     * @return the record of the client, if it is remembered
     */
    Optional<ClientRecord> check(ViewRequest request) {
        forgetOld();
        Optional<ClientRecord> known = find(request.clientId());
        known.ifPresent(record -> record.check(request));
        return known;
    }

    /** Whether it is known what a client has typed so far; of one that was never here as well, if newcomers count. */
    boolean knows(ViewRequest request, boolean newcomers) {
        return find(request.clientId()).map(known -> known.goesOn(request)).orElse(newcomers && !forgotten);
    }

    /** Whether this client views here, or did and is remembered. */
    boolean has(String clientId) {
        forgetOld();
        return byId.containsKey(clientId);
    }

    /** How a client's positions relate to those of the terminal, whose epoch is given. */
    Lineage lineage(String clientId, String own) {
        return find(clientId).map(known -> known.lineage(own)).orElseGet(() -> Lineage.of(own));
    }

    /** A client goes to another terminal, with all that is known of it. */
    Optional<ClientRecord> release(String clientId) {
        return Optional.ofNullable(byId.remove(clientId));
    }

    /** A client comes from another terminal. */
    void adopt(String clientId, ClientRecord client) {
        byId.put(clientId, client);
    }

    /**
     * The record of a client, a new one for one that was not remembered when it came. Its numbers begin anew when it
     * comes from another life of the stream.
     *
     * @param request what the client asked for
     * @param known its record when it did: it may have been forgotten while its snapshot was waited for
     * @param epoch the life of the stream here
     */
    ClientRecord of(ViewRequest request, Optional<ClientRecord> known, String epoch) {
        ClientRecord client = byId.computeIfAbsent(
                request.clientId(), id -> known.orElseGet(() -> new ClientRecord(request.caller())));
        if (request.comesFromElsewhere(epoch)) {
            client.restart();
        }
        return client;
    }

    /** A viewer left; its client is remembered for a while. */
    void left(Attachment gone, boolean mayReturn) {
        find(gone.request().clientId()).ifPresent(client -> client.disconnected(gone, mayReturn, System.nanoTime()));
        forgetOld();
    }

    /** Whether this client views here, or has lost its connection and may still come back. */
    boolean mayReturn(String clientId) {
        forgetOld();
        return find(clientId).filter(ClientRecord::mayReturn).isPresent();
    }

    /** Whether some client has lost its connection and may still come back. */
    boolean awaitsAny() {
        forgetOld();
        return byId.values().stream().anyMatch(ClientRecord::awaited);
    }

    private Optional<ClientRecord> find(String clientId) {
        return Optional.ofNullable(byId.get(clientId));
    }

    private Stream<ClientRecord> absent(long now) {
        return byId.values().stream().filter(client -> client.absentSince(now + 1));
    }

    private void forgetFirst(List<ClientRecord> absent, int most) {
        byId.values().removeAll(absent.subList(0, Math.max(0, absent.size() - most)));
    }

    private void forgetOld() {
        long now = System.nanoTime();
        int before = byId.size();
        byId.values().removeIf(client -> client.absentSince(now - memoryNanos));
        absent(now)
                .collect(Collectors.groupingBy(ClientRecord::principal))
                .values()
                .forEach(own -> forgetFirst(own, MAX_ABSENT_OF_ONE));
        forgetFirst(absent(now).toList(), MAX_ABSENT);
        forgotten |= byId.size() < before;
    }
}
