package io.tmuxbridge.servlet.http;

import jakarta.servlet.http.HttpServletResponse;

/**
 * What a browser wants to hear (WHATWG Fetch, CORS) before a page of another origin, one that the bridge's policy
 * allows, may use this transport. To all others nothing is said, and their browsers keep them from it.
 */
final class CrossOrigin {

    private CrossOrigin() {}

    static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.addHeader("Vary", "Origin");
    }

    static void preflight(HttpServletResponse response, boolean welcome) {
        if (welcome) {
            response.setHeader("Access-Control-Allow-Methods", "GET, POST");
            response.setHeader(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, " + Visitor.PROTOCOLS + ", " + Visitor.PINGS + ", "
                            + ConnectionKey.HEADER + ", " + MessagesDoor.NUMBER);
        }
        Answer.status(response, welcome ? 204 : 403);
    }
}
