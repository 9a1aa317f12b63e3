package io.tmuxbridge.core.tmux;

/**
 * Told what a control client reads, in the order in which tmux wrote it.
 *
 * <p><b>Threads:</b> every call comes from the client's reader thread, which reads nothing meanwhile: no call may
 * block.
 */
public interface ControlListener {

    /** The reason of {@link #closed} when the client's session was destroyed, while tmux may live on. */
    String SESSION_DESTROYED = "session destroyed";

    /**
     * A pane printed bytes: {@code %output} or {@code %extended-output}, unescaped.
     *
     * @param pane number of the pane, 5 for {@code %5}
     * @param buffer holds the bytes; valid only during the call
     * @param offset where they begin
     * @param length how many there are
     * @param ageMillis how long tmux has held them, 0 when it does not say
     */
    void output(int pane, byte[] buffer, int offset, int length, long ageMillis);

    /**
     * Anything else that tmux tells unasked.
     *
     * @param notification what
     */
    void notification(Notification notification);

    /**
     * The client is gone; the last call.
     *
     * @param reason the text after {@code %exit}; empty when there was none, {@link #SESSION_DESTROYED} when that was
     *     because of its session; {@code eof} when the client ended without one
     */
    void closed(String reason);
}
