package io.tmuxbridge.servlet.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The answer to a request for a connection that the bridge refuses: the close that a WebSocket would have got, and a
 * status for proxies.
 */
final class Refusal {

    private Refusal() {}

    static void answer(HttpServletResponse response, Message.Close close) throws IOException {
        Answer.json(response, status(close.code()), close.json());
    }

    private static int status(int code) {
        return switch (code) {
            case 1001, 1011 -> 503;
            case 1002 -> 400;
            case 4401 -> 401;
            case 4404 -> 404;
            case 4429 -> 429;
            default -> 403;
        };
    }
}
