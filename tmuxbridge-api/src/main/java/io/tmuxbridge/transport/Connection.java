package io.tmuxbridge.transport;

/**
 * One open connection, as a transport offers it to the bridge.
 *
 * <p>A transport implements it, passes it to {@link io.tmuxbridge.TmuxBridge#accept} and then calls the
 * {@link ConnectionHandler} it got. The bridge does its own queueing, limiting, watching of stuck sends and
 * multiplexing; a transport only carries frames.
 *
 * <p><b>Threads:</b> the bridge calls {@link #send} from one thread at a time and {@link #close} from any thread. Neither
 * may block: a send that cannot be finished at once is finished later.
 */
public interface Connection {

    /**
     * What was known when the connection was opened.
     *
     * @return the same value on every call
     */
    Handshake handshake();

    /**
     * Sends one frame.
     *
     * <p>The bridge keeps one frame in flight: it does not call again before {@code completion} was called. The frame's
     * content is not touched by anybody until then.
     *
     * @param frame what to send
     * @param completion to be called exactly once, from any thread, also from within this method
     */
    void send(Frame frame, SendCompletion completion);

    /**
     * Closes the connection, a frame in flight included. Returns at once and may be called again; only the first call
     * counts. A transport that cannot tell its peer the code closes all the same.
     *
     * @param code a close code, see {@link CloseCode}
     * @param reason words for the peer, cut by the transport to what its protocol allows (123 bytes in RFC 6455)
     */
    void close(int code, String reason);
}
