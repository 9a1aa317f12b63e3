package io.tmuxbridge.examples.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/**
 * The way in, which can be opened and shut: 503 while the server is not ready, or going.
 *
 * <p><b>Threads:</b> any.
 */
final class Gateway implements HttpHandler {

    private static final HttpHandler SHUT = exchange -> {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        Answers.plain(exchange, StatusCodes.SERVICE_UNAVAILABLE, "The server is starting or going down.");
    };

    private volatile HttpHandler next = SHUT;

    void open(HttpHandler handler) {
        next = handler;
    }

    void shut() {
        next = SHUT;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        next.handleRequest(exchange);
    }
}
