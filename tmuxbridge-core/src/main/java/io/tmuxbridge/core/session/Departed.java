package io.tmuxbridge.core.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Panes that ended while a client had lost its connection to them: it may come back for what it has not seen, for as long as it is
 * remembered.
 *
 * <p>The rights of a session go with it. So whoever comes back has had them when its connection was lost, and when they were changed
 * after that, nobody comes back.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Departed {

    /** Each may hold a log; beyond this many the one that ended first is forgotten early. */
    private static final int MOST = 64;

    private final Map<String, Terminal> byEpoch = new LinkedHashMap<>();
    private final Set<String> unsure = new HashSet<>();

    /**
     * The program of a pane has ended: what it printed last may still be read.
     *
     * @return whether somebody may come back to it
     */
    synchronized boolean add(Terminal terminal) {
        String epoch = terminal.feed().epoch();
        if (terminal.showsSession() || !terminal.awaitsClients() || unsure.contains(epoch)) {
            byEpoch.remove(epoch);
            return false;
        }
        byEpoch.put(epoch, terminal);
        if (byEpoch.size() > MOST) {
            byEpoch.remove(byEpoch.keySet().iterator().next());
        }
        return true;
    }

    synchronized void forget(Terminal terminal) {
        byEpoch.remove(terminal.feed().epoch());
        unsure.remove(terminal.feed().epoch());
    }

    /** The rights to a terminal, which may have ended or not, were changed. */
    synchronized void rightsChanged(Terminal terminal) {
        if (terminal.awaitsClients()) {
            byEpoch.remove(terminal.feed().epoch());
            unsure.add(terminal.feed().epoch());
        }
    }

    /** The one that a client comes back to which has not seen all of it: who has, may mean another session of that name. */
    synchronized Optional<Terminal> of(ViewRequest request) {
        return request.resume()
                .flatMap(point -> Optional.ofNullable(byEpoch.get(point.epoch()))
                        .filter(terminal -> terminal.knows(request.clientId()))
                        .filter(terminal ->
                                !terminal.ended() || terminal.feed().log().head() > point.offset()));
    }

    /** All of them. */
    synchronized List<Terminal> all() {
        return List.copyOf(byEpoch.values());
    }

    /** Nobody comes back any more. */
    synchronized void clear() {
        byEpoch.clear();
    }
}
