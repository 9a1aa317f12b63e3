package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.util.Optional;

/**
 * Who may come in at all: handshakes before there is a connection, by what connections are judged by, the cheap
 * questions first; and whether there are too many, of both. Other than a connection, which may still send {@code auth},
 * a handshake has to prove somebody.
 *
 * <p><b>Threads:</b> any; blocks as long as the authenticator does.
 */
final class FrontDoor {

    static final String GOING_AWAY = "the bridge is shutting down";

    private final Crowd crowd;
    private final BridgeMetrics metrics;

    FrontDoor(Crowd crowd, BridgeMetrics metrics) {
        this.crowd = crowd;
        this.metrics = metrics;
    }

    /** Judges a handshake. */
    Optional<Admission.Refusal> refusal(SignIn signIn, Handshake handshake, boolean closed) {
        Optional<SignIn.Refusal> refused = closed
                ? Optional.of(new SignIn.Refusal(CloseCode.GOING_AWAY, GOING_AWAY))
                : full(handshake, 1)
                        .or(signIn::atTheDoor)
                        .or(signIn::prove)
                        .or(() -> signIn.caller().flatMap(who -> tooManyOf(who, 1)));
        refused.ifPresent(each -> metrics.add("handshakes.refused", 1));
        return refused.map(each -> new Admission.Refusal(each.code(), each.reason()));
    }

    /** A refusal when there are too many in all or from this address; {@code coming} as in {@link Crowd}. */
    Optional<SignIn.Refusal> full(Handshake handshake, int coming) {
        return limit(crowd.isFullFor(handshake, coming), "too many connections; try again later");
    }

    /** A refusal when a caller has too many. */
    Optional<SignIn.Refusal> tooManyOf(Caller who, int coming) {
        return limit(crowd.tooManyOf(who, coming), "too many connections of " + who.name() + "; close some");
    }

    private Optional<SignIn.Refusal> limit(boolean reached, String reason) {
        if (!reached) {
            return Optional.empty();
        }
        metrics.add("connections.refused", 1);
        return Optional.of(new SignIn.Refusal(CloseCode.LIMIT, reason));
    }
}
