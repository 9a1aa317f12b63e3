package io.tmuxbridge.examples.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Short answers: a line of text, or a JSON object. Never kept by a cache. */
final class Answers {

    private Answers() {}

    static void plain(HttpServerExchange exchange, int status, String line) {
        send(exchange, status, "text/plain; charset=utf-8", line + "\n");
    }

    static void json(HttpServerExchange exchange, int status, ObjectNode json) {
        send(exchange, status, "application/json", json.toString());
    }

    private static void send(HttpServerExchange exchange, int status, String type, String body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type).put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(body);
    }
}
