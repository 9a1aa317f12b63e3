package io.tmuxbridge.client.spi;

import java.nio.ByteBuffer;

/**
 * One open connection, as seen from the client. Messages arrive in the order in which they were sent, or the line ends.
 *
 * <p><b>Threads:</b> any. The client sends while holding its lock, which preserves the order: no method may wait for
 * the network or for another thread. A method may call the {@link LineListener} before it returns, and does so, instead
 * of throwing, when the line has ended.
 */
public interface Line {

    /**
     * Sends a text message.
     *
     * @param message the whole message
     */
    void text(String message);

    /**
     * Sends a binary message.
     *
     * @param message the message's bytes, which the line owns from now on
     */
    void binary(ByteBuffer message);

    /**
     * Closes the line. Closing a line that has ended does nothing.
     *
     * @param code a close code of the wire contract; 4000 for a line given up by a client that will reconnect
     * @param reason a few words, at most 123 bytes
     */
    void close(int code, String reason);
}
