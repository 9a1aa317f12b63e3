package io.tmuxbridge.pty;

import io.tmuxbridge.access.Role;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the view {@code mirror} is offered, and who may type into it. Who types there has tmux's prefix key, and with it
 * the command prompt: any command as the user that tmux runs as, in any session.
 *
 * @param offered whether it is offered at all, where there are pseudo terminals
 * @param writers the least role that may type; others look on. The permission to write the session is needed beside it
 * @param ptys makes pseudo terminals; when absent, the first that {@link java.util.ServiceLoader} finds
 */
public record MirrorPolicy(boolean offered, Role writers, Optional<PtyProvider> ptys) {

    /** Offered where there are pseudo terminals; admins may type. */
    public static final MirrorPolicy DEFAULT = new MirrorPolicy(true, Role.ADMIN, Optional.empty());

    /** Not offered. */
    public static final MirrorPolicy NONE = new MirrorPolicy(false, Role.ADMIN, Optional.empty());

    /** Refuses null. */
    public MirrorPolicy {
        Objects.requireNonNull(writers, "writers");
        Objects.requireNonNull(ptys, "ptys");
    }

    /**
     * The same with other writers.
     *
     * @param least the least role that may type
     * @return a changed copy
     */
    public MirrorPolicy withWriters(Role least) {
        return new MirrorPolicy(offered, least, ptys);
    }

    /**
     * The same with other pseudo terminals.
     *
     * @param provider makes them
     * @return a changed copy
     */
    public MirrorPolicy withPtys(PtyProvider provider) {
        return new MirrorPolicy(offered, writers, Optional.of(Objects.requireNonNull(provider, "provider")));
    }
}
