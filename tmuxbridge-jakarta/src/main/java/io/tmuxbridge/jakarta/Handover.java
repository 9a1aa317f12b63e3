package io.tmuxbridge.jakarta;

import io.tmuxbridge.transport.CloseCode;
import jakarta.websocket.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what came of a handshake to the connection that it belongs to, which must never be another one: credentials are
 * in it.
 *
 * <p>Each connection has user properties of its own by Jakarta WebSocket 2.1 (section 3.1.7), from the handshake on.
 * Quarkus keeps one set for all handshakes of an endpoint, where the next one overwrites what the last one left. Such a
 * set is told by a mark, and nothing is put into it. There a handshake is known by a request parameter that the host
 * sets, {@link TmuxBridgeEndpoint#HANDSHAKE_PARAMETER}; without it the connection is refused.
 *
 * <p><b>Threads:</b> any; what waits is guarded by the monitor.
 */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private static final String OUTCOME = "io.tmuxbridge.jakarta.outcome";
    private static final String COMMON = "io.tmuxbridge.jakarta.common";
    /**
     * Handshakes that may wait for their connection at once; the oldest one goes when there are more, and is refused.
     */
    private static final int MOST_WAITING = 1024;

    private static final Outcome LOST = new Outcome.Refused(CloseCode.INTERNAL, "the handshake was lost");
    private static final Outcome AMBIGUOUS = new Outcome.Refused(
            CloseCode.POLICY, "two handshakes had the same " + TmuxBridgeEndpoint.HANDSHAKE_PARAMETER);

    private final Map<String, Outcome> waiting = new LinkedHashMap<>();
    private final AtomicBoolean complained = new AtomicBoolean();

    /** Says of which properties it is the mark; a copy of them has it too. */
    private static final class Mark {
        private final Map<String, Object> marked;

        Mark(Map<String, Object> marked) {
            this.marked = marked;
        }
    }

    /** Marks the properties of an endpoint as it is registered: no connection is to be given these themselves. */
    void mark(Map<String, Object> registered) {
        registered.put(COMMON, new Mark(registered));
    }

    /**
     * Leaves what came of a handshake for its connection.
     *
     * @param properties the user properties that the container shows with the handshake
     * @param parameters the request's
     */
    void leave(Map<String, Object> properties, Map<String, List<String>> parameters, Outcome outcome) {
        if (!(properties.get(COMMON) instanceof Mark mark) || mark.marked != properties) {
            properties.put(OUTCOME, outcome);
            return;
        }
        Optional<String> name = name(parameters);
        if (name.isPresent()) {
            await(name.get(), outcome);
        } else if (complained.compareAndSet(false, true)) {
            LOG.error(
                    "this container keeps one set of user properties for all handshakes, so that nobody can say whose is"
                            + " whose, and connections are refused: set the request parameter {} to a new random value for"
                            + " each request before the container sees it, see docs/embedding.md",
                    TmuxBridgeEndpoint.HANDSHAKE_PARAMETER);
        }
    }

    /** What came of the handshake of a connection that is open now: once, and a refusal where nobody can say. */
    Outcome take(Session opened) {
        if (opened.getUserProperties().get(OUTCOME) instanceof Outcome own) {
            return own;
        }
        return name(opened.getRequestParameterMap()).flatMap(this::waitingFor).orElse(LOST);
    }

    private synchronized void await(String name, Outcome outcome) {
        waiting.put(name, waiting.containsKey(name) ? AMBIGUOUS : outcome);
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    private synchronized Optional<Outcome> waitingFor(String name) {
        return Optional.ofNullable(waiting.remove(name));
    }

    private static Optional<String> name(Map<String, List<String>> parameters) {
        return Optional.ofNullable(parameters.get(TmuxBridgeEndpoint.HANDSHAKE_PARAMETER))
                .filter(values -> values.size() == 1)
                .map(values -> values.get(0));
    }
}
