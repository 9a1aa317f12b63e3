package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Turns credentials into a caller.
 *
 * <p><b>Threads:</b> called from any thread, several at a time, during a handshake: it must not block for long.
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * Checks credentials.
     *
     * @param credentials what the client showed
     * @return the caller, or empty when the credentials prove nobody; why is for the log, never for the client
     */
    Optional<Caller> authenticate(Credentials credentials);
}
