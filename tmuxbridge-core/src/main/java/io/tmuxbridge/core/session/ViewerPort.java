package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;

/**
 * Where a terminal reaches the connection behind a viewer.
 *
 * <p><b>Threads:</b> any. No call may block.
 */
public interface ViewerPort {

    /** There may be output to take. */
    void wake();

    /**
     * Something happened to the pane.
     *
     * @param event what
     */
    void event(PaneEvent event);

    /**
     * tmux has taken an input.
     *
     * @param seq its number, 0 when it had none
     */
    void inputTaken(long seq);

    /**
     * An input may not have arrived: tmux or its client went away before it answered.
     *
     * @param seq its number, 0 when it had none
     */
    void inputLost(long seq);

    /**
     * The number of viewers changed.
     *
     * @param count how many there are now
     */
    void viewers(int count);

    /**
     * The terminal is over. What is in the log still has to be sent.
     *
     * @param end why
     */
    void ended(PaneEnd end);

    /**
     * Another connect of the same client took this viewer's place: it gets nothing more.
     *
     * @param newer who took it
     */
    void takenOver(ViewerPort newer);
}
