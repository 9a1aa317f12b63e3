package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.log.Snapshot;

/**
 * Told of a pane's life.
 *
 * <p><b>Threads:</b> one call at a time, mostly from the tmux reader: no call may block or wait for a socket.
 */
public interface PaneListener {

    /** The log got longer, or a snapshot that somebody asked for is there. */
    void advanced();

    /**
     * What viewers show is not what tmux has: each goes on from this snapshot when it has come to its offset, which is
     * the head of the log during this call.
     *
     * @param snapshot what is right
     */
    void corrected(Snapshot snapshot);

    /**
     * Whether every viewer wants each byte, and one of them is so far behind that more output would leave it without,
     * and has not been waited for long enough.
     *
     * @return true when tmux should not be read on
     */
    boolean isOverrun();

    /**
     * Whether somebody may have to skip what is printed from here on: a viewer who may and is behind, or somebody who
     * may come back.
     *
     * @return true when a snapshot behind it would help
     */
    boolean mayHaveToSkip();

    /**
     * Something happened.
     *
     * @param event what
     */
    void event(PaneEvent event);

    /**
     * The stream is over; the last call. The log stays readable.
     *
     * @param end why
     */
    void ended(PaneEnd end);
}
