package io.tmuxbridge.pty;

import io.tmuxbridge.access.Role;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the view {@code mirror} is offered, and who may type into it. Callers that can type there have tmux's prefix
 * key, and with it the command prompt: they can run any command as the user that tmux runs as, in any session.
 *
 * @param offered whether the view is offered at all, where pseudo terminals are available
 * @param writers the minimum role that may type; others can only view. Typing also requires write permission for the
 *     session
 * @param ptys creates pseudo terminals; when absent, the first provider that {@link java.util.ServiceLoader} finds
 */
public record MirrorPolicy(boolean offered, Role writers, Optional<PtyProvider> ptys) {

    /** Offered where pseudo terminals are available; admins may type. */
    public static final MirrorPolicy DEFAULT = new MirrorPolicy(true, Role.ADMIN, Optional.empty());

    /** Not offered. */
    public static final MirrorPolicy NONE = new MirrorPolicy(false, Role.ADMIN, Optional.empty());

    /** Rejects null. */
    public MirrorPolicy {
        Objects.requireNonNull(writers, "writers");
        Objects.requireNonNull(ptys, "ptys");
    }

    /**
     * Returns the same policy with other writers.
     *
     * @param least the minimum role that may type
     * @return a changed copy
     */
    public MirrorPolicy withWriters(Role least) {
        return new MirrorPolicy(offered, least, ptys);
    }

    /**
     * Returns the same policy with another provider of pseudo terminals.
     *
     * @param provider creates the pseudo terminals
     * @return a changed copy
     */
    public MirrorPolicy withPtys(PtyProvider provider) {
        return new MirrorPolicy(offered, writers, Optional.of(Objects.requireNonNull(provider, "provider")));
    }
}
