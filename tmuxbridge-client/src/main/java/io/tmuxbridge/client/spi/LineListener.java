package io.tmuxbridge.client.spi;

import java.nio.ByteBuffer;

/**
 * Told what comes in by a line: one call at a time, {@link #closed} last and once.
 *
 * <p><b>Threads:</b> called by the line's; no method waits for anything.
 */
public interface LineListener {

    /**
     * A text message came.
     *
     * @param message all of it
     */
    void text(String message);

    /**
     * A binary message came.
     *
     * @param message its bytes, the listener's own until it returns
     */
    void binary(ByteBuffer message);

    /**
     * The line has ended.
     *
     * @param code the close code; 1006 when the line broke
     * @param reason the server's words, empty when it gave none
     */
    void closed(int code, String reason);
}
