package io.tmuxbridge.client.spi;

import io.tmuxbridge.transport.Subprotocol;
import java.net.URI;
import java.util.Map;

/**
 * Where a line goes, and what is shown there.
 *
 * @param endpoint the server's endpoint for any number of terminals, {@code ws} or {@code wss}
 * @param headers headers of the request by name, the credentials among them: not to be logged
 * @param subprotocol the subprotocol to ask for; a line of another one is refused
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
