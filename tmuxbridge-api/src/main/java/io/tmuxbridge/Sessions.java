package io.tmuxbridge;

import java.util.List;

/**
 * The sessions of a bridge, on its tmux server or servers.
 *
 * <p>A session may be given by its name or its {@code $id}. Every method talks to tmux and blocks for a few
 * milliseconds; it throws {@link TmuxBridgeException} with {@link ErrorCode#UNAVAILABLE} when tmux does not answer.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> every method may be called from any thread.
 */
public interface Sessions {

    /**
     * Lists all sessions; the list is empty when no tmux server is running yet.
     *
     * @return the sessions, ordered by id, without their windows
     */
    List<SessionInfo> list();

    /**
     * Describes one session.
     *
     * @param session name or {@code $id}
     * @return the session with its windows and panes
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session
     */
    SessionInfo get(String session);

    /**
     * Creates a session, and starts the tmux server if none is running.
     *
     * @param spec what to create
     * @return the new session
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the name is taken (this method never attaches to an
     *     existing session), {@link ErrorCode#INVALID} when tmux would refuse or alter a value
     */
    SessionInfo create(SessionSpec spec);

    /**
     * Renames a session.
     *
     * @param session name or {@code $id}
     * @param newName the new name, under the rules of {@link SessionSpec#name()}
     * @return the session under its new name
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#CONFLICT} or {@link ErrorCode#INVALID}
     */
    SessionInfo rename(String session, String newName);

    /**
     * Ends a session and every program in it.
     *
     * @param session name or {@code $id}
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session
     */
    void kill(String session);
}
