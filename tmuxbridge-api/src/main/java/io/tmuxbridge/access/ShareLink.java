package io.tmuxbridge.access;

import java.time.Instant;

/**
 * A way into one session for whoever has its token, until it expires.
 *
 * @param id names it, to be shown and to revoke it by; no secret
 * @param token shown as credentials like any other token; a secret, told once and kept as a hash only
 * @param permission {@link Permission#READ} or {@link Permission#WRITE}
 * @param expiresAt when it ends
 */
public record ShareLink(String id, String token, Permission permission, Instant expiresAt) {

    /** Shows no token. */
    @Override
    public String toString() {
        return "ShareLink[" + id + ", " + permission + ", until " + expiresAt + "]";
    }
}
