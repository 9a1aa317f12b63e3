package io.tmuxbridge.core.directory;

/**
 * Where lines of panes are read.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
public interface LineSource {

    /**
     * Reads lines. What lies beyond the ends of history and screen is left out.
     *
     * @param paneId {@code %id}
     * @param start first line wanted
     * @param end last line wanted, not before the first
     * @param ansi whether attributes are given as escape sequences; each line then stands alone
     * @return those of them that there are
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#NOT_FOUND} when there is no such pane
     */
    PaneHistory.Lines read(String paneId, int start, int end, boolean ansi);
}
