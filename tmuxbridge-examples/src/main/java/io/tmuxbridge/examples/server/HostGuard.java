package io.tmuxbridge.examples.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets requests through whose {@code Host} names this server, with any port.
 *
 * <p>Against DNS rebinding: a foreign page whose name suddenly points to 127.0.0.1 is of the same origin as this server
 * to its browser, but the browser still says the foreign name here. Such a page can write any other header in its
 * requests, {@code X-Forwarded-Host} among them: so behind a trusted proxy both names count, the one it was asked for
 * and the one that it asks for.
 *
 * <p><b>Threads:</b> any.
 */
final class HostGuard implements HttpHandler {

    private final Set<String> allowed;
    private final Clients clients;
    private final HttpHandler next;

    /** Names in lower case, addresses of IPv6 in brackets. */
    HostGuard(Set<String> allowed, Clients clients, HttpHandler next) {
        this.allowed = Set.copyOf(allowed);
        this.clients = clients;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Optional<String> sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.HOST));
        if (isAllowed(sent) && isAllowed(clients.view(exchange).host())) {
            next.handleRequest(exchange);
            return;
        }
        Answers.plain(
                exchange,
                StatusCodes.FORBIDDEN,
                "This server does not answer to that name. Start it with --allow-host NAME if it should.");
    }

    private boolean isAllowed(Optional<String> host) {
        return host.filter(name -> allowed.contains(name(name))).isPresent();
    }

    private static String name(String host) {
        int port = host.startsWith("[") ? host.indexOf(':', host.indexOf(']') + 1) : host.indexOf(':');
        return (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }
}
