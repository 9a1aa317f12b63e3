package io.tmuxbridge.servlet.http;

/**
 * The answer to a request for a connection that the bridge refuses: the close that a WebSocket would have got, and a
 * status for proxies.
 */
final class Refusal {

    private Refusal() {}

    static int status(int code) {
        return switch (code) {
            case 1001, 1011 -> 503;
            case 1002 -> 400;
            case 4401 -> 401;
            case 4404 -> 404;
            case 4429 -> 429;
            default -> 403;
        };
    }

    static String json(Message.Close close) {
        return "{\"code\":" + close.code() + ",\"reason\":" + Json.quote(close.reason()) + "}";
    }
}
