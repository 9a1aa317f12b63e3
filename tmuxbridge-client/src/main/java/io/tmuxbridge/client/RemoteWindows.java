package io.tmuxbridge.client;

import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.Split;
import io.tmuxbridge.TerminalSize;
import java.util.concurrent.CompletableFuture;

/**
 * The windows and panes of a server's sessions, as {@link io.tmuxbridge.Windows} is inside the server.
 * {@link RemoteSessions#get} tells which there are. Futures fail with {@link io.tmuxbridge.TmuxBridgeException} and the
 * server's code. If the connection is lost during a request, its future fails with
 * {@link io.tmuxbridge.ErrorCode#UNAVAILABLE}, and the request may have been carried out.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method blocks.
 */
public interface RemoteWindows {

    /**
     * Creates a window that tmux names after its program.
     *
     * @param session name or {@code $id} of the session
     * @param what what runs in it
     * @return the window's {@code @id}
     */
    CompletableFuture<String> create(String session, PaneSpec what);

    /**
     * Creates a window.
     *
     * @param session name or {@code $id} of the session
     * @param name the window's name
     * @param what what runs in it
     * @return the window's {@code @id}
     */
    CompletableFuture<String> create(String session, String name, PaneSpec what);

    /**
     * Makes a window its session's current one.
     *
     * @param windowId {@code @id}
     * @return completes when that is done
     */
    CompletableFuture<Void> select(String windowId);

    /**
     * Renames a window.
     *
     * @param windowId {@code @id}
     * @param name the new name
     * @return completes when that is done
     */
    CompletableFuture<Void> rename(String windowId, String name);

    /**
     * Ends a window and the programs in it.
     *
     * @param windowId {@code @id}
     * @return completes when the window is gone
     */
    CompletableFuture<Void> kill(String windowId);

    /**
     * Splits a pane.
     *
     * @param paneId {@code %id}
     * @param how where the new pane goes
     * @param what what runs in it
     * @return the new pane's {@code %id}
     */
    CompletableFuture<String> split(String paneId, Split how, PaneSpec what);

    /**
     * Makes a pane its window's active one.
     *
     * @param paneId {@code %id}
     * @return completes when that is done
     */
    CompletableFuture<Void> selectPane(String paneId);

    /**
     * Resizes a pane of a split window.
     *
     * @param paneId {@code %id}
     * @param size columns and rows
     * @return completes when that is done
     */
    CompletableFuture<Void> resizePane(String paneId, TerminalSize size);

    /**
     * Lets a pane fill its window, or ends that.
     *
     * @param paneId {@code %id}
     * @return completes when that is done
     */
    CompletableFuture<Void> zoomPane(String paneId);

    /**
     * Ends a pane and the program in it.
     *
     * @param paneId {@code %id}
     * @return completes when the pane is gone
     */
    CompletableFuture<Void> killPane(String paneId);
}
