package io.tmuxbridge.client.spi;

import java.nio.ByteBuffer;

/**
 * One open connection, seen from the client. Messages arrive in the order in which they were sent, or the line ends.
 *
 * <p><b>Threads:</b> any. The client sends while it holds its lock, which keeps the order: no method waits for the network or for
 * another thread. It may call the {@link LineListener} before it returns, and does so, instead of throwing, when the line has ended.
 */
public interface Line {

    /**
     * Sends a text message.
     *
     * @param message all of it
     */
    void text(String message);

    /**
     * Sends a binary message.
     *
     * @param message its bytes, the line's own from now on
     */
    void binary(ByteBuffer message);

    /**
     * Ends the line. Closing one that has ended does nothing.
     *
     * @param code a close code of the wire contract; 4000 for a line that is given up by a client that comes back
     * @param reason a few words, at most 123 bytes
     */
    void close(int code, String reason);
}
