package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is on the other side of a connection: nobody at first, then a caller, whose credentials may be renewed but who never
 * becomes another one.
 *
 * <p><b>Threads:</b> {@link #begin} and {@link #renew} one at a time; the others from any thread.
 */
final class SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Handshake handshake;
    private final Gate gate;
    private volatile @Nullable Caller caller;

    /** Why a connection is closed. */
    record Refusal(CloseCode code, String reason) {}

    SignIn(Handshake handshake, Gate gate) {
        this.handshake = handshake;
        this.gate = gate;
    }

    /** Looks at the handshake: a refusal, or nothing when the connection may go on, signed in or not yet. */
    Optional<Refusal> begin() {
        if (!gate.originAllowed(handshake)) {
            LOG.info("refused a connection from origin {}", handshake.origin().orElse("(none)"));
            return Optional.of(new Refusal(CloseCode.POLICY, "this origin may not connect"));
        }
        if (handshake.offeredUnknown()) {
            return Optional.of(new Refusal(
                    CloseCode.PROTOCOL_ERROR, "no known subprotocol offered; use tmuxbridge.v1.json or .binary"));
        }
        caller = gate.admit(handshake.credentials()).orElse(null);
        if (caller == null && handshake.credentials().bearer().isPresent()) {
            return Optional.of(new Refusal(CloseCode.UNAUTHENTICATED, "the token is not valid"));
        }
        return Optional.empty();
    }

    /** Takes a token sent over the connection. */
    Optional<Refusal> renew(String token) {
        Optional<Caller> proven = gate.admit(Credentials.bearer(token));
        Caller before = caller;
        if (proven.isEmpty()
                || before != null && !before.name().equals(proven.get().name())) {
            return Optional.of(new Refusal(CloseCode.UNAUTHENTICATED, "the token is not valid"));
        }
        caller = proven.get();
        return Optional.empty();
    }

    boolean done() {
        return caller != null;
    }

    /** The caller, who may at least look. */
    Caller require() {
        Caller who = caller;
        if (who == null) {
            throw new TmuxBridgeException(ErrorCode.UNAUTHENTICATED, "send auth with a token first");
        }
        gate.require(who, Action.VIEW);
        return who;
    }
}
