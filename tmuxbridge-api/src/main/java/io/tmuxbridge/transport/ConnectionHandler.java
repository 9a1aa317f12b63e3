package io.tmuxbridge.transport;

import java.nio.ByteBuffer;

/**
 * The methods a transport must call for a connection that the bridge has accepted.
 *
 * <p><b>Threads:</b> called from any thread, one call at a time, in the order in which the peer sent. No call blocks or
 * throws.
 */
public interface ConnectionHandler {

    /**
     * A complete text message arrived.
     *
     * @param message the message, with its fragments joined
     */
    void text(String message);

    /**
     * A complete binary message arrived.
     *
     * @param message the message, with its fragments joined; the handler reads it before returning and does not retain
     *     it
     */
    void binary(ByteBuffer message);

    /**
     * The peer gave a sign of life that is no message, or not a whole one yet: the answer to a {@link Connection#ping},
     * or a part of a message.
     */
    default void alive() {}

    /**
     * The connection was closed by either side; nothing may be sent or called after this. Calls after the first are
     * ignored.
     *
     * @param code the close code received; 1006 when there was none
     * @param reason the peer's words; may be empty
     */
    void closed(int code, String reason);

    /**
     * Returns the size of the largest message that the bridge accepts now, in bytes of text (UTF-8) or binary: less
     * before somebody has signed in than after it, so it is asked again for each message, and for each part of one that
     * comes in parts. A transport that can refuse larger messages itself does so with {@link CloseCode#TOO_BIG}; the
     * bridge refuses them in any case.
     *
     * @return a positive number of bytes
     */
    int maxMessageBytes();
}
