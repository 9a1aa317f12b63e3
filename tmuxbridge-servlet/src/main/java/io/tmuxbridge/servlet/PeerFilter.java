package io.tmuxbridge.servlet;

import io.tmuxbridge.jakarta.internal.PeerAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells the WebSocket endpoint where a handshake comes from, which Jakarta WebSocket does not: without it no limit per
 * address would hold, the audit would know no address, and nothing that a trusted proxy says would count. It has to
 * stand before the container's own filter for WebSocket.
 *
 * <p><b>Threads:</b> any; holds no state.
 */
final class PeerFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        PeerAddress.begin(request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
        } finally {
            PeerAddress.end();
        }
    }
}
