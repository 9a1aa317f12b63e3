package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Has the last word on what a caller may do with a session, after the permissions recorded for it. Whatever it decides,
 * it cannot grant more than the caller's {@link Role} covers. It is not consulted for admins and for callers admitted
 * by a share link.
 *
 * <p>It is consulted again for each request, each connect and each list. Terminals already being viewed are checked
 * again when the session's recorded permissions change ({@link AccessControl}); if your own rules change in any other
 * way, revoke the callers concerned.
 *
 * <p><b>Threads:</b> called from the bridge's worker threads, concurrently, once for every session in a list: it must
 * not block. If it throws, the permission is {@link Permission#NONE}.
 */
@FunctionalInterface
public interface Authorizer {

    /** Applies the recorded permissions. The default. */
    Authorizer AS_WRITTEN = (caller, owner, written) -> written;

    /**
     * Decides what a caller may do with a session.
     *
     * @param caller the caller
     * @param owner the session's owner; absent when it has none
     * @param written the permission resulting from owner, grants and {@link UnownedSessions}
     * @return what the caller may do
     */
    Permission permission(Caller caller, Optional<String> owner, Permission written);
}
