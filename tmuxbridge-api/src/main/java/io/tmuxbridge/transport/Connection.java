package io.tmuxbridge.transport;

/**
 * One open connection, as a transport presents it to the bridge.
 *
 * <p>A transport implements this interface, passes it to {@link io.tmuxbridge.TmuxBridge#accept} and then calls the
 * {@link ConnectionHandler} it received. The bridge itself handles queueing, limits, detection of stuck sends, and
 * multiplexing; a transport only carries frames.
 *
 * <p><b>Threads:</b> the bridge calls {@link #send} from one thread at a time, {@link #ping} and {@link #close} from
 * any thread. None of them may block: a send that cannot complete immediately completes later.
 */
public interface Connection {

    /**
     * Returns what was known when the connection was opened.
     *
     * @return the same value on every call
     */
    Handshake handshake();

    /**
     * Sends one frame.
     *
     * <p>The bridge keeps one frame in flight: it does not call this method again until {@code completion} has been
     * called. Until then, nobody modifies the frame's content.
     *
     * @param frame the frame to send
     * @param completion must be called exactly once, from any thread, possibly from within this method
     */
    void send(Frame frame, SendCompletion completion);

    /**
     * Asks the peer for a sign of life that it gives without the client's doing, such as a ping of RFC 6455; what comes
     * back is told by {@link ConnectionHandler#alive()}. The bridge calls this when it has heard nothing for a while,
     * and closes the connection if a question that was sent stays unanswered. It may call it while no frame is in
     * flight, and {@link #send} before the completion: a transport that cannot do both at once keeps them apart.
     *
     * <p>This default does nothing and calls no completion: a transport that notices by itself when a peer has vanished
     * needs no more, and its peers may be silent for as long as they like.
     *
     * @param completion must be called at most once, from any thread: with null when the question was handed to the
     *     network, with a failure when it was not, for example because a frame is in flight
     */
    default void ping(SendCompletion completion) {}

    /**
     * Closes the connection, including any frame in flight. Returns immediately and may be called again; only the first
     * call has an effect. A transport that cannot send the code to its peer closes the connection anyway.
     *
     * @param code a close code, see {@link CloseCode}
     * @param reason words for the peer, truncated by the transport to what its protocol allows (123 bytes in RFC 6455)
     */
    void close(int code, String reason);
}
