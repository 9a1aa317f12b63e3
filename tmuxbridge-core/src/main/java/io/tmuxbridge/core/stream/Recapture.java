package io.tmuxbridge.core.stream;

/**
 * Has the pane captured again when what viewers were sent does not show what tmux has.
 *
 * <p><b>Threads:</b> any.
 *
 * @param wants what is still to be captured
 * @param send sends it, if it can be sent now
 */
public record Recapture(CaptureWants wants, Runnable send) {

    /** The alarm has found a difference: all viewers are to go on from a capture with so many lines of history. */
    void differs(int history) {
        wants.wantCorrection(history);
        send.run();
    }

    /** From here on bytes alone do not tell what tmux shows. */
    void untold() {
        wants.wantBarrier(false);
        send.run();
    }
}
