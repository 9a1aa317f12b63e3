package io.tmuxbridge.client;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The sessions of a server, as far as the caller may see them. Futures fail with
 * {@link io.tmuxbridge.TmuxBridgeException} and the server's code.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method waits.
 */
public interface RemoteSessions {

    /**
     * Lists them.
     *
     * @return the sessions, without their windows
     */
    CompletableFuture<List<SessionInfo>> list();

    /**
     * Describes one.
     *
     * @param session its name or {@code $id}
     * @return the session with its windows and panes
     */
    CompletableFuture<SessionInfo> get(String session);

    /**
     * Creates one.
     *
     * @param what its name, command, directory, environment and size; a name that is taken is a
     *     {@link io.tmuxbridge.ErrorCode#CONFLICT}. An owner is refused: the server makes it the caller's
     * @return the new session
     */
    CompletableFuture<SessionInfo> create(SessionSpec what);

    /**
     * Renames one.
     *
     * @param session its name or {@code $id}
     * @param name the new name
     * @return the session
     */
    CompletableFuture<SessionInfo> rename(String session, String name);

    /**
     * Ends one, and all that runs in it.
     *
     * @param session its name or {@code $id}
     * @return done when it is gone
     */
    CompletableFuture<Void> kill(String session);
}
