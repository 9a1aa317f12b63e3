package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Turns credentials into a caller.
 *
 * <p><b>Threads:</b> called from the bridge's workers, several at a time. It may look something up, but each worker that waits is
 * one less for everybody: seconds are too long.
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
