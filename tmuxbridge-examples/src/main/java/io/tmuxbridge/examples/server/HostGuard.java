package io.tmuxbridge.examples.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.Set;

/**
 * Lets requests through whose {@code Host} names this server, with any port.
 *
 * <p>Against DNS rebinding: a foreign page whose name suddenly points to 127.0.0.1 is of the same origin as this server
 * to its browser, but the browser still says the foreign name here.
 *
 * <p><b>Threads:</b> any.
 */
final class HostGuard implements HttpHandler {

    private final Set<String> allowed;
    private final HttpHandler next;

    /** Names in lower case, addresses of IPv6 in brackets. */
    HostGuard(Set<String> allowed, HttpHandler next) {
        this.allowed = Set.copyOf(allowed);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (host != null && allowed.contains(name(host))) {
            next.handleRequest(exchange);
            return;
        }
        Answers.plain(
                exchange,
                StatusCodes.FORBIDDEN,
                "This server does not answer to that name. Start it with --allow-host NAME if it should.");
    }

    private static String name(String host) {
        int port = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
        return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }
}
