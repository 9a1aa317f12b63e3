package io.tmuxbridge.core.tmux;

/**
 * A notification of the control protocol (tmux(1), CONTROL MODE), other than output and replies. Ids keep their prefix.
 */
public sealed interface Notification {

    /** {@code %pause}: tmux has thrown away what it held of this pane and sends nothing until told to continue. */
    record Paused(int pane) implements Notification {}

    /** {@code %continue}. */
    record Continued(int pane) implements Notification {}

    /** {@code %session-changed}: this client is now attached to that session. */
    record SessionChanged(String sessionId, String name) implements Notification {}

    /** {@code %client-session-changed}: another client is. */
    record ClientSessionChanged(String client, String sessionId, String name) implements Notification {}

    /** {@code %client-detached}. */
    record ClientDetached(String client) implements Notification {}

    /** {@code %session-renamed}; 3.2 and later send the id first. */
    record SessionRenamed(String sessionId, String name) implements Notification {}

    /** {@code %session-window-changed}. */
    record SessionWindowChanged(String sessionId, String windowId) implements Notification {}

    /** {@code %sessions-changed}: one was created or destroyed. */
    record SessionsChanged() implements Notification {}

    /** {@code %layout-change}; the visible layout is empty when tmux does not send it. */
    record LayoutChanged(String windowId, String layout, String visibleLayout) implements Notification {}

    /** {@code %window-add} and {@code %unlinked-window-add}. */
    record WindowAdded(String windowId, boolean linked) implements Notification {}

    /** {@code %window-close} and {@code %unlinked-window-close}, which up to 3.7 comes for own windows too. */
    record WindowClosed(String windowId) implements Notification {}

    /** {@code %window-renamed} and {@code %unlinked-window-renamed}. */
    record WindowRenamed(String windowId, String name) implements Notification {}

    /** {@code %window-pane-changed}: the window has another active pane. */
    record WindowPaneChanged(String windowId, int pane) implements Notification {}

    /** {@code %pane-mode-changed}: copy mode and the like began or ended. */
    record PaneModeChanged(int pane) implements Notification {}

    /** Any other line that begins with a percent sign, as it came. */
    record Unknown(String line) implements Notification {}
}
