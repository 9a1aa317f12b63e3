package io.tmuxbridge.transport;

import java.nio.ByteBuffer;

/**
 * What a transport must call for a connection that the bridge has accepted.
 *
 * <p><b>Threads:</b> one call at a time, in the order in which the peer sent; from any thread. No call blocks or throws.
 */
public interface ConnectionHandler {

    /**
     * A whole text message came in.
     *
     * @param message the message, fragments joined
     */
    void text(String message);

    /**
     * A whole binary message came in.
     *
     * @param message the message, fragments joined; the handler reads it before it returns and keeps nothing of it
     */
    void binary(ByteBuffer message);

    /**
     * The connection is closed, by whichever side; nothing may be sent or called any more. Calls after the first are
     * ignored.
     *
     * @param code the close code seen, 1006 when there was none
     * @param reason the peer's words, may be empty
     */
    void closed(int code, String reason);

    /**
     * The largest message that the bridge accepts, in bytes of text (UTF-8) or binary. A transport that can refuse more
     * by itself does so with {@link CloseCode#TOO_BIG}; the bridge refuses it in any case.
     *
     * @return a positive number of bytes
     */
    int maxMessageBytes();
}
