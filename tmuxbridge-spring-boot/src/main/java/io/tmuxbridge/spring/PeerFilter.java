package io.tmuxbridge.spring;

import io.tmuxbridge.jakarta.internal.PeerAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells the endpoints the address that a handshake comes from, which Jakarta WebSocket does not: the one that the
 * application's requests show, so behind the filters that take it from a proxy's headers, and before the container's
 * own for WebSocket.
 *
 * <p><b>Threads:</b> any; holds no state.
 */
final class PeerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    PeerFilter() {}

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
