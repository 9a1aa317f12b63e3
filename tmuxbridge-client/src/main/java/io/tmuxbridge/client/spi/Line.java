package io.tmuxbridge.client.spi;

import java.nio.ByteBuffer;

/**
 * One open connection, seen from the client. Messages arrive in the order in which they were sent, or the line ends.
 *
 * <p><b>Threads:</b> any. No method waits for the network, and none throws because the line has ended: that is told to the
 * {@link LineListener}.
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
