package io.tmuxbridge;

/**
 * The windows and panes of a bridge's sessions: created, chosen, named, split, sized, ended. {@link Sessions#get} tells
 * which there are.
 *
 * <p>A window is given by its {@code @id}, a pane by its {@code %id}. Every method talks to tmux and blocks for a few
 * milliseconds. It throws {@link TmuxBridgeException} with {@link ErrorCode#NOT_FOUND} when there is no such session,
 * window or pane, {@link ErrorCode#INVALID} when tmux would refuse or alter a value, and {@link ErrorCode#UNAVAILABLE}
 * when tmux does not answer.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> every method may be called from any thread.
 */
public interface Windows {

    /**
     * Creates a window that tmux names after its program. The session's current window stays the same.
     *
     * @param session name or {@code $id} of the session
     * @param what what runs in it
     * @return the window's {@code @id}
     */
    String create(String session, PaneSpec what);

    /**
     * Creates a window. The session's current window stays the same.
     *
     * @param session name or {@code $id} of the session
     * @param name the window's name, 1 to 256 printable characters that tmux keeps as they are
     * @param what what runs in it
     * @return the window's {@code @id}
     */
    String create(String session, String name, PaneSpec what);

    /**
     * Makes a window its session's current one.
     *
     * @param windowId {@code @id}
     */
    void select(String windowId);

    /**
     * Renames a window.
     *
     * @param windowId {@code @id}
     * @param name the name, as for {@link #create(String, String, PaneSpec)}
     */
    void rename(String windowId, String name);

    /**
     * Ends a window and the programs in it; with its last window a session ends.
     *
     * @param windowId {@code @id}
     */
    void kill(String windowId);

    /**
     * Splits a pane. The window's active pane stays the same.
     *
     * @param paneId {@code %id}
     * @param how where the new pane goes
     * @param what what runs in it
     * @return the new pane's {@code %id}
     */
    String split(String paneId, Split how, PaneSpec what);

    /**
     * Makes a pane its window's active one.
     *
     * @param paneId {@code %id}
     */
    void selectPane(String paneId);

    /**
     * Resizes a pane of a split window; its neighbours take up the difference.
     *
     * @param paneId {@code %id}
     * @param size columns and rows
     */
    void resizePane(String paneId, TerminalSize size);

    /**
     * Lets a pane fill its window, or ends that.
     *
     * @param paneId {@code %id}
     */
    void zoomPane(String paneId);

    /**
     * Ends a pane and the program in it; with its last pane a window ends.
     *
     * @param paneId {@code %id}
     */
    void killPane(String paneId);
}
