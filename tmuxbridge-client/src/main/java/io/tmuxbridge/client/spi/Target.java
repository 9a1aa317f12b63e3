package io.tmuxbridge.client.spi;

import io.tmuxbridge.transport.Subprotocol;
import java.net.URI;
import java.util.Map;

/**
 * Where a line connects to, and what it presents there.
 *
 * @param endpoint the server's endpoint for any number of terminals, {@code ws} or {@code wss}
 * @param headers headers of the request by name, including the credentials: must not be logged
 * @param subprotocol the subprotocol to request; a line with another one is refused
 */
public record Target(URI endpoint, Map<String, String> headers, Subprotocol subprotocol) {

    /** Takes an unmodifiable copy. */
    public Target {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
