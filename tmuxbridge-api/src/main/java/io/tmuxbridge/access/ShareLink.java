package io.tmuxbridge.access;

import java.time.Instant;

/**
 * Gives anybody who has its token access to one session, until it expires.
 *
 * @param id identifies the link, for display and for revoking it; not a secret
 * @param token presented as credentials like any other token, or to the page in its address, behind {@code #token=}; a
 *     secret, revealed once and stored only as a hash
 * @param permission {@link Permission#READ} or {@link Permission#WRITE}
 * @param expiresAt when the link expires
 */
public record ShareLink(String id, String token, Permission permission, Instant expiresAt) {

    /** Does not contain the token. */
    @Override
    public String toString() {
        return "ShareLink[" + id + ", " + permission + ", until " + expiresAt + "]";
    }
}
