package io.tmuxbridge.core.stream;

/**
 * Where a pane is, by tmux's ids, which one server never uses twice.
 *
 * @param server process id of the tmux server: ids of another server mean other panes
 * @param sessionId {@code $} and a number
 * @param windowId {@code @} and a number
 * @param pane number of the pane, 5 for {@code %5}
 * @param ours whether the bridge made the session, and so may set options on it, and the user does not have tmux keep
 *     the pane when its program ends
 */
public record PaneAddress(long server, String sessionId, String windowId, int pane, boolean ours) {

    /**
     * The pane's id.
     *
     * @return {@code %} and the number
     */
    public String paneId() {
        return "%" + pane;
    }
}
