package io.tmuxbridge.core.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written down about a session: whose it is, what others may do, which links lead to it.
 *
 * @param owner a caller's name
 * @param grants permissions by name of other callers, READ or WRITE
 * @param shares links, ended ones included until the next change
 */
public record SessionAccess(Optional<String> owner, Map<String, Permission> grants, List<Share> shares) {

    /** Nobody's, and nobody was told anything about it. */
    public static final SessionAccess NONE = new SessionAccess(Optional.empty(), Map.of(), List.of());

    private static final int MAX_GRANTS = 64;
    private static final int MAX_SHARES = 16;

    /** Takes unmodifiable copies. */
    public SessionAccess {
        grants = Map.copyOf(grants);
        shares = List.copyOf(shares);
    }

    /**
     * The same with another owner.
     *
     * @param name a caller's name, absent for nobody
     * @return a changed copy
     */
    public SessionAccess ownedBy(Optional<String> name) {
        return new SessionAccess(name, grants, shares);
    }

    /**
     * The same with another grant.
     *
     * @param caller who
     * @param permission READ or WRITE; anything else takes it back
     * @return a changed copy
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when the list is full
     */
    public SessionAccess granting(String caller, Permission permission) {
        Map<String, Permission> changed = new LinkedHashMap<>(grants);
        if (permission == Permission.READ || permission == Permission.WRITE) {
            changed.put(caller, permission);
        } else {
            changed.remove(caller);
        }
        if (changed.size() > MAX_GRANTS) {
            throw new TmuxBridgeException(
                    ErrorCode.LIMIT, "a session may be granted to " + MAX_GRANTS + " callers; take one back first");
        }
        return new SessionAccess(owner, changed, shares);
    }

    /**
     * The same with one link more, and without those that have ended.
     *
     * @param share the link
     * @param now what has ended by then is left out
     * @return a changed copy
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when there are too many
     */
    public SessionAccess sharing(Share share, Instant now) {
        List<Share> changed = new ArrayList<>(
                shares.stream().filter(each -> now.isBefore(each.expiresAt())).toList());
        changed.add(share);
        if (changed.size() > MAX_SHARES) {
            throw new TmuxBridgeException(
                    ErrorCode.LIMIT, "a session may have " + MAX_SHARES + " share links; revoke one first");
        }
        return new SessionAccess(owner, grants, changed);
    }

    /**
     * The same without a link.
     *
     * @param id the link's id
     * @return a changed copy
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such link
     */
    public SessionAccess unsharing(String id) {
        List<Share> changed =
                shares.stream().filter(each -> !each.id().equals(id)).toList();
        if (changed.size() == shares.size()) {
            throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "the session has no share link " + id);
        }
        return new SessionAccess(owner, grants, changed);
    }

    /** What a name may do by what is written here; absent where nothing is. */
    Optional<Permission> of(String caller, Instant now) {
        if (caller.startsWith(Share.CALLER)) {
            return Optional.of(shares.stream()
                    .filter(each -> each.caller().equals(caller) && now.isBefore(each.expiresAt()))
                    .map(Share::permission)
                    .findFirst()
                    .orElse(Permission.NONE));
        }
        if (owner.filter(caller::equals).isPresent()) {
            return Optional.of(Permission.OWN);
        }
        return Optional.ofNullable(grants.get(caller));
    }

    /** The link that a secret opens. */
    Optional<Share> opened(String secret, Instant now) {
        return shares.stream().filter(each -> each.opensWith(secret, now)).findFirst();
    }
}
