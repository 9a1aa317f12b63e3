package io.tmuxbridge.core.tmux;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a defect in a listener from ending the reader. <b>Threads:</b> the reader's. */
final class CarefulListener implements ControlListener {

    private static final Logger LOG = LoggerFactory.getLogger(CarefulListener.class);

    private final ControlListener listener;

    CarefulListener(ControlListener listener) {
        this.listener = listener;
    }

    @Override
    public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
        try {
            listener.output(pane, buffer, offset, length, ageMillis);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on output of pane %{}", pane, e);
        }
    }

    @Override
    public void notification(Notification notification) {
        try {
            listener.notification(notification);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on {}", notification, e);
        }
    }

    @Override
    public void closed(String reason) {
        try {
            listener.closed(reason);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on the end of a client ({})", reason, e);
        }
    }

    static void reply(ReplyListener listener, Reply reply) {
        try {
            listener.reply(reply);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on a reply", e);
        }
    }
}
