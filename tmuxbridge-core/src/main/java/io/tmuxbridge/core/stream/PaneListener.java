package io.tmuxbridge.core.stream;

/**
 * Told of a pane's life.
 *
 * <p><b>Threads:</b> one call at a time, mostly from the tmux reader: no call may block or wait for a socket.
 */
public interface PaneListener {

    /** The log got longer, or a snapshot that somebody asked for is there. */
    void advanced();

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
