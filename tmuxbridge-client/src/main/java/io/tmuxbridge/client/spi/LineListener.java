package io.tmuxbridge.client.spi;

import java.nio.ByteBuffer;

/**
 * Receives what arrives on a line: one call at a time, with {@link #closed} called last and exactly once.
 *
 * <p><b>Threads:</b> called on the line's threads; no method blocks.
 */
public interface LineListener {

    /**
     * A text message arrived.
     *
     * @param message the whole message
     */
    void text(String message);

    /**
     * A binary message arrived.
     *
     * @param message the message's bytes, which the listener owns until it returns
     */
    void binary(ByteBuffer message);

    /**
     * The line has ended.
     *
     * @param code the close code; 1006 when the line broke
     * @param reason the server's words; empty when it gave none
     */
    void closed(int code, String reason);
}
