package io.tmuxbridge.examples.server;

import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.jakarta.ClientView;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Optional;

/** Asks an {@link OriginPolicy} about a request. */
final class Origins {

    private Origins() {}

    static boolean allow(OriginPolicy policy, HttpServerExchange exchange, ClientView client) {
        var sent = exchange.getRequestHeaders().get(Headers.ORIGIN);
        Optional<String> origin = sent == null ? Optional.empty() : Optional.of(String.join(", ", sent));
        return policy.allows(origin, client.host(), client.secure());
    }
}
