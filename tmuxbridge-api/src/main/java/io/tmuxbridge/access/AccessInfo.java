package io.tmuxbridge.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what with a session, as it was written down when tmux was asked ({@link AccessControl#get}).
 *
 * @param owner name of the caller who owns it, absent when nobody does
 * @param grants what other callers may do, by name: {@link Permission#READ} or {@link Permission#WRITE}
 * @param shares its links; one that has expired may be among them until the next link is made
 */
public record AccessInfo(Optional<String> owner, Map<String, Permission> grants, List<Share> shares) {

    /** Takes unmodifiable copies. */
    public AccessInfo {
        grants = Map.copyOf(grants);
        shares = List.copyOf(shares);
    }

    /**
     * A link without its token, which nobody keeps.
     *
     * @param id names it, see {@link AccessControl#unshare}
     * @param permission {@link Permission#READ} or {@link Permission#WRITE}
     * @param expiresAt when it ends
     */
    public record Share(String id, Permission permission, Instant expiresAt) {}
}
