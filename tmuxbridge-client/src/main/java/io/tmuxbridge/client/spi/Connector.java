package io.tmuxbridge.client.spi;

import java.io.IOException;

/**
 * Opens lines to a server. WebSocket is one option; any transport will do that carries text and binary messages both
 * ways, each of them whole and in order, and reports when it ends.
 *
 * <p><b>Threads:</b> any; four calls at a time for each client at most, of which it waits for the last only.
 */
@FunctionalInterface
public interface Connector {

    /**
     * Opens a line and waits until it is open. The client may have timed out by then and asked for another one, and
     * then closes the line.
     *
     * @param target where to connect, and what to present there
     * @param listener receives incoming messages from the moment the line is open, which may be before this method
     *     returns
     * @return the line
     * @throws RefusedException when the server refuses the connection for a reason that a close code would tell, so
     *     that trying again is pointless, or takes a new token
     * @throws IOException when the server cannot be reached or refuses the connection for another reason; the message
     *     names the server and the reason
     */
    Line open(Target target, LineListener listener) throws IOException;
}
