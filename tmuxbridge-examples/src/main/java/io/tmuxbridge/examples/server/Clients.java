package io.tmuxbridge.examples.server;

import io.tmuxbridge.jakarta.ClientView;
import io.tmuxbridge.jakarta.ForwardedHeaders;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Optional;

/**
 * How clients reached this server, proxies included.
 *
 * <p><b>Threads:</b> any; holds no state of requests.
 */
final class Clients {

    private final TrustedProxies proxies;

    Clients(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    /** How the client of a request asked for it. */
    ClientView view(HttpServerExchange exchange) {
        ClientView peer = new ClientView(
                exchange.getSourceAddress().getAddress().getHostAddress(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST)),
                exchange.isSecure());
        return proxies.view(peer, ForwardedHeaders.of(name -> values(exchange, name)));
    }

    private static List<String> values(HttpServerExchange exchange, String name) {
        HeaderValues values = exchange.getRequestHeaders().get(name);
        return values == null ? List.of() : values;
    }
}
