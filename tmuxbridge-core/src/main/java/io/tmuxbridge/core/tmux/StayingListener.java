package io.tmuxbridge.core.tmux;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has a client end that is moved to another session: by {@code switch-client}, which takes the newest client of a
 * session when it is called in one of its panes, or when its session ends and {@code detach-on-destroy} is off. tmux
 * still answers such a client, but tells it of other panes, and gives other windows the sizes that it says.
 *
 * <p>What it was told until then is all that tmux had told of its own session. What comes afterwards is not passed on,
 * also of a window that both sessions have: so there is one place behind which something is missing.
 *
 * <p><b>Threads:</b> those of the listener.
 */
final class StayingListener implements ControlListener {

    private final ControlListener listener;
    private final String sessionId;
    private @Nullable ControlClient client;
    private boolean moved;

    /**
     * Passes on what it hears; {@link #watch} has to be called before it hears anything.
     *
     * @param listener the listener
     * @param sessionId the session that the client is attached to, as the bridge knows it
     */
    StayingListener(ControlListener listener, String sessionId) {
        this.listener = listener;
        this.sessionId = sessionId;
    }

    /** This is the client; it has not begun. */
    void watch(ControlClient watched) {
        client = watched;
    }

    @Override
    public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
        if (!moved) {
            listener.output(pane, buffer, offset, length, ageMillis);
        }
    }

    /** The client is closed before the listener hears of it, so that nothing is asked any more by then. */
    @Override
    public void notification(Notification notification) {
        if (notification instanceof Notification.SessionChanged changed
                && !changed.sessionId().equals(sessionId)) {
            moved = true;
            Optional.ofNullable(client).ifPresent(ControlClient::close);
        }
        listener.notification(notification);
    }

    @Override
    public void closed(String reason) {
        listener.closed(reason);
    }
}
