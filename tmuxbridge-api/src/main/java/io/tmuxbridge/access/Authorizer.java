package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Has the last word on what a caller may do with a session, after what is written down about it. What the caller's {@link Role}
 * does not cover stays out of reach whatever is said here. Admins and those who came in by a share link are not asked about.
 *
 * <p>It is asked again with each request, each connect and each list. What somebody already views is looked at again when
 * something is written down about the session ({@link AccessControl}); when a rule of yours changes otherwise, revoke whom it
 * concerns.
 *
 * <p><b>Threads:</b> called from the bridge's workers, several at a time, once for every session in a list: it must not block.
 * When it throws, the permission is {@link Permission#NONE}.
 */
@FunctionalInterface
public interface Authorizer {

    /** What is written down counts. The default. */
    Authorizer AS_WRITTEN = (caller, owner, written) -> written;

    /**
     * Decides what somebody may do with a session.
     *
     * @param caller who
     * @param owner whose session it is, absent when it is nobody's
     * @param written what owner, grants and {@link UnownedSessions} give
     * @return what it may do
     */
    Permission permission(Caller caller, Optional<String> owner, Permission written);
}
