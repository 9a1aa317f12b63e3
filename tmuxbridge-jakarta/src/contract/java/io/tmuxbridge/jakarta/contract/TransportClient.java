package io.tmuxbridge.jakarta.contract;

import java.io.IOException;

/**
 * One connection as a client of some transport has it; rude enough for the contracts: it talks whatever it was
 * answered, stops reading, vanishes. Not thread-safe.
 */
public interface TransportClient extends AutoCloseable {

    /** The server's close, as what comes behind the last message. */
    record Closed(int code, String reason) {}

    /** Whether the bridge was asked; if not, the container has refused the request by itself. */
    boolean isTaken();

    /** The status of the answer to the request that opened it. */
    int status();

    /** The subprotocol agreed on, "" if none. */
    String subprotocol();

    /** All of the server's answer to the request that opened it. */
    String answer();

    /** Sends a text; does nothing where there is no connection to send on. */
    void text(String message) throws IOException;

    /** Sends bytes. */
    void binary(byte[] message) throws IOException;

    /** The next message, a String or bytes, or the server's {@link Closed}. */
    Object read() throws IOException;

    /** Reads until the close, and answers it where the transport wants that. */
    default Closed readClose() throws IOException {
        while (true) {
            if (read() instanceof Closed closed) {
                return closed;
            }
        }
    }

    /** Closes as a polite client does. */
    void close(int code, String reason) throws IOException;

    /** Vanishes with a reset. */
    void abort() throws IOException;

    /** Reads what is left; true when the server has ended the connection by then. */
    boolean drainsToTheEnd() throws IOException;

    @Override
    void close() throws IOException;
}
