package io.tmuxbridge.jakarta;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ping and a frame of one connection apart: Open Liberty fails what is sent while something else is, and Tomcat
 * has a ping wait for the frame. A frame waits for the ping; there is no ping while a frame is under way.
 *
 * <p><b>Threads:</b> any. A frame that waited is sent on the thread of the ping.
 */
final class PingTurn {

    private boolean pinging;
    private @Nullable Runnable waiting;

    /** Sends a frame, at once or when the ping has left; it counts as under way before this is called. */
    void frame(Runnable send) {
        synchronized (this) {
            if (pinging) {
                waiting = send;
                return;
            }
        }
        send.run();
    }

    /** Whether a ping may be sent now; {@link #endPing} must follow then. */
    synchronized boolean beginPing(BooleanSupplier frameUnderWay) {
        if (pinging || frameUnderWay.getAsBoolean()) {
            return false;
        }
        pinging = true;
        return true;
    }

    void endPing() {
        Runnable next;
        synchronized (this) {
            pinging = false;
            next = waiting;
            waiting = null;
        }
        if (next != null) {
            next.run();
        }
    }
}
