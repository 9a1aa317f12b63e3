package io.tmuxbridge.servlet.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Short answers; none of them may be kept by anybody. */
final class Answer {

    private Answer() {}

    /** A status and nothing else. */
    static void status(HttpServletResponse response, int status) {
        notKept(response);
        response.setStatus(status);
    }

    /** A status and words for who looks into it. */
    static void problem(HttpServletResponse response, int status, String message) throws IOException {
        json(response, status, "{\"error\":" + Json.quote(message) + "}");
    }

    /** A status and JSON. */
    static void json(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        status(response, status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Says that no cache may keep the answer. */
    static void notKept(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
