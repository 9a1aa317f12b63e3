package io.tmuxbridge.jakarta;

import io.tmuxbridge.transport.Connection;

/** What the contract wants to know of a connection and its adapter tells tests only. */
public final class ConnectionFacts {

    private ConnectionFacts() {}

    /**
     * When the container would close it for being idle.
     *
     * @param connection one of this adapter
     * @return milliseconds; 0 or less is never
     */
    public static long maxIdleTimeout(Connection connection) {
        return ((JakartaConnection) connection).maxIdleTimeout();
    }
}
