package io.tmuxbridge.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what with a session, as recorded when tmux was queried ({@link AccessControl#get}).
 *
 * @param owner name of the caller that owns it; absent when nobody does
 * @param grants what other callers may do, by name: {@link Permission#READ} or {@link Permission#WRITE}
 * @param shares its share links; they may include expired ones until the next link is created
 */
public record AccessInfo(Optional<String> owner, Map<String, Permission> grants, List<Share> shares) {

    /** Takes unmodifiable copies. */
    public AccessInfo {
        grants = Map.copyOf(grants);
        shares = List.copyOf(shares);
    }

    /**
     * A share link without its token, which is not stored.
     *
     * @param id identifies the link, see {@link AccessControl#unshare}
     * @param permission {@link Permission#READ} or {@link Permission#WRITE}
     * @param expiresAt when the link expires
     */
    public record Share(String id, Permission permission, Instant expiresAt) {}
}
