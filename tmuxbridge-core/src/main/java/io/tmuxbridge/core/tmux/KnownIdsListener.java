package io.tmuxbridge.core.tmux;

import io.tmuxbridge.core.tmux.Notification.ClientSessionChanged;
import io.tmuxbridge.core.tmux.Notification.Continued;
import io.tmuxbridge.core.tmux.Notification.LayoutChanged;
import io.tmuxbridge.core.tmux.Notification.PaneModeChanged;
import io.tmuxbridge.core.tmux.Notification.Paused;
import io.tmuxbridge.core.tmux.Notification.SessionChanged;
import io.tmuxbridge.core.tmux.Notification.SessionRenamed;
import io.tmuxbridge.core.tmux.Notification.SessionWindowChanged;
import io.tmuxbridge.core.tmux.Notification.WindowAdded;
import io.tmuxbridge.core.tmux.Notification.WindowClosed;
import io.tmuxbridge.core.tmux.Notification.WindowPaneChanged;
import io.tmuxbridge.core.tmux.Notification.WindowRenamed;

/**
 * Tells a listener what one of several servers says, with the ids that the bridge knows ({@link ServerIds}).
 *
 * <p><b>Threads:</b> those of the listener.
 *
 * @param listener the listener
 * @param ids those of the server
 */
record KnownIdsListener(ControlListener listener, ServerIds ids) implements ControlListener {

    @Override
    public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
        listener.output(ids.known(pane), buffer, offset, length, ageMillis);
    }

    @Override
    public void notification(Notification notification) {
        listener.notification(known(notification));
    }

    @Override
    public void closed(String reason) {
        listener.closed(reason);
    }

    private Notification known(Notification told) {
        if (told instanceof Paused is) {
            return new Paused(ids.known(is.pane()));
        } else if (told instanceof Continued is) {
            return new Continued(ids.known(is.pane()));
        } else if (told instanceof PaneModeChanged is) {
            return new PaneModeChanged(ids.known(is.pane()));
        }
        return ofSession(told);
    }

    private Notification ofSession(Notification told) {
        if (told instanceof SessionChanged is) {
            return new SessionChanged(ids.known(is.sessionId()), is.name());
        } else if (told instanceof ClientSessionChanged is) {
            return new ClientSessionChanged(is.client(), ids.known(is.sessionId()), is.name());
        } else if (told instanceof SessionRenamed is) {
            return new SessionRenamed(ids.known(is.sessionId()), is.name());
        } else if (told instanceof SessionWindowChanged is) {
            return new SessionWindowChanged(ids.known(is.sessionId()), ids.known(is.windowId()));
        }
        return ofWindow(told);
    }

    private Notification ofWindow(Notification told) {
        if (told instanceof LayoutChanged is) {
            String visible = ids.knownLayout(is.visibleLayout());
            return new LayoutChanged(ids.known(is.windowId()), ids.knownLayout(is.layout()), visible);
        } else if (told instanceof WindowAdded is) {
            return new WindowAdded(ids.known(is.windowId()), is.linked());
        } else if (told instanceof WindowClosed is) {
            return new WindowClosed(ids.known(is.windowId()));
        } else if (told instanceof WindowRenamed is) {
            return new WindowRenamed(ids.known(is.windowId()), is.name());
        } else if (told instanceof WindowPaneChanged is) {
            return new WindowPaneChanged(ids.known(is.windowId()), ids.known(is.pane()));
        }
        return told;
    }
}
