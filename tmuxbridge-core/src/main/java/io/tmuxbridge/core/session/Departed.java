package io.tmuxbridge.core.session;

import io.tmuxbridge.core.access.SessionAccess;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Panes that have ended, while a client that lost its connection to them, or may have, can come back for what it has
 * not seen.
 *
 * <p>Who may see a session is written down in it and gone with it: it is remembered as it was when somebody was let in
 * last, until it is changed.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while others are asked for permission.
 */
public final class Departed {

    /** Each may hold a log; beyond this many the one that ended first is forgotten early. */
    private static final int MOST = 64;

    private final Map<String, Terminal> byEpoch = new LinkedHashMap<>();
    private final Map<String, SessionAccess> rights = new HashMap<>();
    private long changes;
    private boolean closed;

    /**
     * To be asked before rights are read: whether they still hold is known by it later.
     *
     * @return how often something of that kind was changed
     */
    public synchronized long changes() {
        return changes;
    }

    /**
     * Remembers what is written down about the session of a terminal, unless something was changed since it was read.
     *
     * @param terminal one that lives
     * @param access what was read
     * @param since what {@link #changes} were before
     */
    public synchronized void rights(Terminal terminal, SessionAccess access, long since) {
        if (since == changes) {
            rights.put(terminal.feed().epoch(), access);
        }
    }

    /** What is written down about a session was changed; among the panes that live are some of its own. */
    synchronized void changed(SessionKey session, List<Terminal> living) {
        changes++;
        Stream.concat(living.stream(), byEpoch.values().stream())
                .filter(terminal -> SessionKey.of(terminal).equals(session))
                .forEach(terminal -> rights.remove(terminal.feed().epoch()));
    }

    /**
     * The program of a pane has ended: what it printed last may still be read.
     *
     * @return whether somebody may come back to it
     */
    synchronized boolean add(Terminal terminal) {
        String epoch = terminal.feed().epoch();
        boolean awaits = terminal.viewers() > 0 || terminal.clients(RememberedClients::awaitsAny);
        if (!awaits || terminal.showsSession() || closed) {
            byEpoch.remove(epoch);
            return false;
        }
        byEpoch.put(epoch, terminal);
        if (byEpoch.size() > MOST) {
            byEpoch.remove(byEpoch.keySet().iterator().next());
        }
        return true;
    }

    /** Nobody may come back to it. */
    synchronized void forget(Terminal terminal) {
        byEpoch.remove(terminal.feed().epoch());
        rights.remove(terminal.feed().epoch());
    }

    /**
     * The one that a client comes back to which has not been told all of it, a gap at its end included: who has, may
     * mean another session of that name.
     *
     * @param request what it asks for
     * @param among where to look
     * @param permitted whether it may see a session about which that is written down; empty when that is not known
     */
    Optional<Terminal> of(ViewRequest request, List<Terminal> among, Predicate<Optional<SessionAccess>> permitted) {
        return request.resume()
                .flatMap(point -> among.stream()
                        .filter(terminal -> terminal.feed().epoch().equals(point.epoch()))
                        .filter(terminal -> terminal.clients(known -> known.mayReturn(request.clientId())))
                        .filter(terminal -> !terminal.hasToldAll(point.offset()))
                        .filter(terminal -> permitted.test(rights(terminal)))
                        .findFirst());
    }

    /**
     * Whether somebody may still be told the rest of a terminal.
     *
     * @param terminal one that it views
     * @param permitted whether it may see a session about which that is written down; empty when that is not known
     * @return the answer
     */
    public boolean permits(Terminal terminal, Predicate<Optional<SessionAccess>> permitted) {
        return permitted.test(rights(terminal));
    }

    private synchronized Optional<SessionAccess> rights(Terminal terminal) {
        return Optional.ofNullable(rights.get(terminal.feed().epoch()));
    }

    /** All of them. */
    synchronized List<Terminal> all() {
        return List.copyOf(byEpoch.values());
    }

    /** Nobody comes back any more. */
    synchronized void close() {
        closed = true;
        byEpoch.clear();
        rights.clear();
    }
}
