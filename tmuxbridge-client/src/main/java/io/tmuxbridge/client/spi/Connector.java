package io.tmuxbridge.client.spi;

import java.io.IOException;

/**
 * Opens lines to a server. WebSocket is one way; whatever carries text and binary messages both ways, each whole and in
 * order, and says when it ends, is another.
 *
 * <p><b>Threads:</b> any, one call at a time for each client.
 */
@FunctionalInterface
public interface Connector {

    /**
     * Opens a line and waits until it is open. Whoever asked may have lost patience by then, and closes it.
     *
     * @param target where to, and what to show there
     * @param listener told what comes in, from the moment the line is open, which may be before this returns
     * @return the line
     * @throws IOException when the server cannot be reached or refuses; the message names the server and the reason
     */
    Line open(Target target, LineListener listener) throws IOException;
}
