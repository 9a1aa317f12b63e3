package io.tmuxbridge.core.viewer;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * Which numbered inputs of one client were taken, so that each is applied exactly once however often it is sent.
 *
 * <p>An input is <em>accepted</em> when it is handed on in order, and <em>applied</em> when tmux has answered for it.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
public final class InputLedger {

    private long accepted;
    private long applied;

    /**
     * Decides on an input; one that is to be applied counts as accepted from now on.
     *
     * @param seq its number, 0 when it has none
     * @return true when it is to be applied, false when it was accepted before
     * @throws TmuxBridgeException {@link ErrorCode#INPUT_GAP} when one before it is missing
     */
    public synchronized boolean accept(long seq) {
        if (seq == 0) {
            return true;
        }
        if (seq > accepted + 1) {
            throw new TmuxBridgeException(
                    ErrorCode.INPUT_GAP,
                    "input " + seq + " skips: the next one is " + (accepted + 1) + "; send those between first");
        }
        if (seq <= accepted) {
            return false;
        }
        accepted = seq;
        return true;
    }

    /**
     * An input that was accepted could not even be queued: it counts as not sent.
     *
     * @param seq its number, the last accepted one
     */
    public synchronized void withdraw(long seq) {
        if (seq != 0 && seq == accepted) {
            accepted = seq - 1;
        }
    }

    /**
     * tmux has answered for an input.
     *
     * @param seq its number
     */
    public synchronized void applied(long seq) {
        applied = Math.max(applied, seq);
    }

    /**
     * The last input applied.
     *
     * @return its number, 0 when none was
     */
    public synchronized long applied() {
        return applied;
    }

    /** Forgets everything: numbers start anew at 1. */
    public synchronized void restart() {
        accepted = 0;
        applied = 0;
    }
}
