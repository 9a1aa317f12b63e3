package io.tmuxbridge.examples.server;

import io.tmuxbridge.access.OriginPolicy;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Optional;

/** Asks an {@link OriginPolicy} about a request. */
final class Origins {

    private Origins() {}

    static boolean allow(OriginPolicy policy, HttpServerExchange exchange) {
        var sent = exchange.getRequestHeaders().get(Headers.ORIGIN);
        Optional<String> origin = sent == null ? Optional.empty() : Optional.of(String.join(", ", sent));
        Optional<String> host = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST));
        return policy.allows(origin, host, exchange.isSecure());
    }
}
