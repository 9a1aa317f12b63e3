package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Turns credentials into a caller.
 *
 * <p><b>Threads:</b> called from the bridge's worker threads, concurrently. It may look something up, but each waiting
 * worker is one fewer for everybody: seconds are too long.
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * Checks credentials.
     *
     * @param credentials what the client presented
     * @return the caller, or empty when the credentials authenticate nobody; the reason belongs in the log and must
     *     never reach the client
     */
    Optional<Caller> authenticate(Credentials credentials);
}
