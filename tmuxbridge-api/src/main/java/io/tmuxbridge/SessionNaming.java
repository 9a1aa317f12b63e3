package io.tmuxbridge;

import java.util.Optional;

/**
 * Names sessions that are made without a name.
 *
 * <p><b>Threads:</b> called from any thread, several at a time, before tmux is asked: two calls at the same moment must not give
 * the same name, or one of them ends in {@link ErrorCode#CONFLICT}.
 */
@FunctionalInterface
public interface SessionNaming {

    /** tmux counts: 0, 1, 2, ... The default. */
    SessionNaming BY_TMUX = spec -> Optional.empty();

    /**
     * Finds a name.
     *
     * @param spec the session to be made, with its owner
     * @return a name under the rules of {@link SessionSpec#name()}, or empty to let tmux count
     */
    Optional<String> name(SessionSpec spec);
}
