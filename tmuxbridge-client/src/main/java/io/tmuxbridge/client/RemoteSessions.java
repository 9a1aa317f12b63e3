package io.tmuxbridge.client;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The sessions of a server, as far as the caller may see them. Futures fail with
 * {@link io.tmuxbridge.TmuxBridgeException} and the server's code.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method blocks.
 */
public interface RemoteSessions {

    /**
     * Lists the sessions.
     *
     * @return the sessions, without their windows
     */
    CompletableFuture<List<SessionInfo>> list();

    /**
     * Describes a session.
     *
     * @param session its name or {@code $id}
     * @return the session with its windows and panes
     */
    CompletableFuture<SessionInfo> get(String session);

    /**
     * Creates a session.
     *
     * @param what its name, command, directory, environment and size; a name that is already taken fails with
     *     {@link io.tmuxbridge.ErrorCode#CONFLICT}. Specifying an owner is refused: the server makes the caller the
     *     owner
     * @return the new session
     */
    CompletableFuture<SessionInfo> create(SessionSpec what);

    /**
     * Renames a session.
     *
     * @param session its name or {@code $id}
     * @param name the new name
     * @return the session
     */
    CompletableFuture<SessionInfo> rename(String session, String name);

    /**
     * Ends a session, and everything that runs in it.
     *
     * @param session its name or {@code $id}
     * @return completes when the session is gone
     */
    CompletableFuture<Void> kill(String session);
}
