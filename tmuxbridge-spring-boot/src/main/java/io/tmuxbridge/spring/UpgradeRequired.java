package io.tmuxbridge.spring;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers plain HTTP requests to the endpoints with 426 (RFC 9110, section 15.5.22).
 *
 * <p>It is needed for handshakes, too, though it sees none of them: Tomcat asks its filters, of which WebSocket is one,
 * only about paths that some servlet serves, and an application without Spring MVC has no servlet.
 */
final class UpgradeRequired extends HttpServlet {

    private static final long serialVersionUID = 1L;

    UpgradeRequired() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setStatus(426);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("this is a WebSocket endpoint");
    }
}
