package io.tmuxbridge.examples.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.Map;

/**
 * Headers that every answer carries: what the page may load, and that nobody may embed it.
 *
 * <p>{@code style-src} has {@code 'unsafe-inline'} because xterm.js draws colours with style elements; scripts come
 * from this server only.
 *
 * <p><b>Threads:</b> any.
 */
final class SecurityHeaders implements HttpHandler {

    private static final Map<HttpString, String> HEADERS = Map.of(
            HttpString.tryFromString("Content-Security-Policy"),
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
                            + "form-action 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'; trusted-types 'none'",
            HttpString.tryFromString("X-Content-Type-Options"), "nosniff",
            HttpString.tryFromString("Referrer-Policy"), "no-referrer",
            HttpString.tryFromString("Cross-Origin-Opener-Policy"), "same-origin",
            HttpString.tryFromString("Cross-Origin-Resource-Policy"), "same-origin",
            HttpString.tryFromString("Permissions-Policy"), "clipboard-read=(self), clipboard-write=(self)",
            HttpString.tryFromString("X-Frame-Options"), "DENY");

    private final HttpHandler next;

    SecurityHeaders(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HEADERS.forEach((name, value) -> exchange.getResponseHeaders().put(name, value));
        next.handleRequest(exchange);
    }
}
