package io.tmuxbridge.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open WebSocket, seen from the client.
 *
 * <p><b>Threads:</b> any. No method waits for the network. Ends with {@link #close} or {@link Listener#closed}.
 */
interface Wire {

    void text(String message);

    void binary(ByteBuffer message);

    void close(int code, String reason);

    /** Told what comes in: one call at a time, {@link #closed} last and once. */
    interface Listener {

        void text(String message);

        /** A binary message, which is the listener's own until it returns. */
        void binary(ByteBuffer message);

        void closed(int code, String reason);
    }

    /** Opens wires. */
    interface Connector {

        /**
         * Opens one and waits until it is open.
         *
         * @param listener told what comes in
         * @return the wire
         * @throws IOException when the server cannot be reached or refuses; the message says which
         */
        Wire connect(Listener listener) throws IOException;
    }
}
