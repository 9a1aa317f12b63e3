package io.tmuxbridge.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Who is on the other side of a connection, once authenticated.
 *
 * @param name a name that stays the same for the same person or program; owns clients and sessions. The beginning
 *     {@code share:} is kept for share links
 * @param role what it may do
 * @param expiresAt when its credentials end; absent when they do not
 * @param tokenId names the credentials themselves, so that they can be revoked; no secret; absent when they have no name
 */
public record Caller(String name, Role role, Optional<Instant> expiresAt, Optional<String> tokenId) {

    /**
     * A caller whose credentials have no name.
     *
     * @param name its name
     * @param role what it may do
     * @param expiresAt when its credentials end
     */
    public Caller(String name, Role role, Optional<Instant> expiresAt) {
        this(name, role, expiresAt, Optional.empty());
    }

    /**
     * A caller whose credentials do not expire.
     *
     * @param name its name
     * @param role what it may do
     * @return the caller
     */
    public static Caller of(String name, Role role) {
        return new Caller(name, role, Optional.empty());
    }
}
