package io.tmuxbridge;

import java.util.Optional;

/**
 * Names sessions that are created without a name.
 *
 * <p><b>Threads:</b> called from any thread, concurrently, before tmux is asked: two simultaneous calls must not return
 * the same name, or one of them fails with {@link ErrorCode#CONFLICT}.
 */
@FunctionalInterface
public interface SessionNaming {

    /** tmux numbers the sessions: 0, 1, 2, ... The default. */
    SessionNaming BY_TMUX = spec -> Optional.empty();

    /**
     * Chooses a name.
     *
     * @param spec the session to create, including its owner
     * @return a name under the rules of {@link SessionSpec#name()}, or empty to let tmux number the session
     */
    Optional<String> name(SessionSpec spec);
}
