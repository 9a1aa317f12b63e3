package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import java.util.function.Predicate;

/**
 * Told when somebody's access changes, so that it counts at once for those who are connected.
 *
 * <p><b>Threads:</b> any; does not block.
 */
interface AccessNews {

    /** Nobody is connected. */
    AccessNews NONE = new AccessNews() {
        @Override
        public void accessChanged(long server, String sessionId) {}

        @Override
        public void leaseChanged(String sessionId) {}

        @Override
        public void revoked(Predicate<Caller> who, String why) {}
    };

    /** What is written down about a session of a tmux server, given by its process id, changed. */
    void accessChanged(long server, String sessionId);

    /** Somebody else has the lease of a session, asks for it, or nobody has it any more. */
    void leaseChanged(String sessionId);

    /** Some callers may not be here any more, for a reason that they are told. */
    void revoked(Predicate<Caller> who, String why);
}
