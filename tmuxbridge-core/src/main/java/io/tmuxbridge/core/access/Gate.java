package io.tmuxbridge.core.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.transport.Handshake;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entrance: who comes in, and what who is in may do. Everything that decides on access is asked here and nowhere else.
 *
 * <p><b>Threads:</b> any; stateless beside what the authenticator keeps.
 */
public final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Authenticator authenticator;
    private final OriginPolicy origins;
    private final Clock clock;

    /**
     * Creates a gate.
     *
     * @param authenticator turns credentials into callers
     * @param origins which web pages may connect
     * @param clock tells whether credentials have expired
     */
    public Gate(Authenticator authenticator, OriginPolicy origins, Clock clock) {
        this.authenticator = authenticator;
        this.origins = origins;
        this.clock = clock;
    }

    /**
     * Whether a connection's origin lets it in.
     *
     * @param handshake what is known of the connection
     * @return false for a page that may not connect
     */
    public boolean originAllowed(Handshake handshake) {
        return origins.allows(handshake.origin(), handshake.host(), handshake.secure());
    }

    /**
     * Checks credentials. A failing authenticator lets nobody in.
     *
     * @param credentials what the client showed
     * @return the caller, if they prove one
     */
    public Optional<Caller> admit(Credentials credentials) {
        try {
            return authenticator
                    .authenticate(credentials)
                    .filter(caller ->
                            caller.expiresAt().map(clock.instant()::isBefore).orElse(true));
        } catch (RuntimeException e) {
            LOG.warn("the authenticator failed on {}; nobody is let in by it", credentials, e);
            return Optional.empty();
        }
    }

    /**
     * Whether a caller may do something.
     *
     * @param caller who
     * @param action what
     * @return true when its role covers it
     */
    public boolean permits(Caller caller, Action action) {
        return caller.role().covers(action.needed());
    }

    /**
     * Refuses what a caller may not do.
     *
     * @param caller who
     * @param action what
     * @throws TmuxBridgeException {@link ErrorCode#FORBIDDEN}
     */
    public void require(Caller caller, Action action) {
        if (!permits(caller, action)) {
            throw new TmuxBridgeException(
                    ErrorCode.FORBIDDEN,
                    "role " + caller.role() + " may not " + action + ": it takes " + action.needed());
        }
    }
}
