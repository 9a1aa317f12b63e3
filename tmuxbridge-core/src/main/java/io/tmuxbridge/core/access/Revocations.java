package io.tmuxbridge.core.access;

import io.tmuxbridge.access.Caller;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Callers and tokens that come in no more.
 *
 * <p><b>Threads:</b> any.
 */
public final class Revocations {

    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    /**
     * Revokes a caller.
     *
     * @param name its name
     */
    public void revokeCaller(String name) {
        callers.add(name);
    }

    /**
     * Lets a caller in again.
     *
     * @param name its name
     */
    public void restoreCaller(String name) {
        callers.remove(name);
    }

    /**
     * Revokes a token.
     *
     * @param id its id
     */
    public void revokeToken(String id) {
        tokens.add(id);
    }

    /**
     * Whether a caller was revoked, or what it came in by.
     *
     * @param caller who
     * @return true when it may not be here
     */
    public boolean cover(Caller caller) {
        return callers.contains(caller.name())
                || caller.tokenId().filter(tokens::contains).isPresent();
    }
}
