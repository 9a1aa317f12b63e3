package io.tmuxbridge.servlet.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Headers that every answer carries: what the page may load, and that nobody may embed it.
 *
 * <p>{@code style-src} has {@code 'unsafe-inline'} because xterm.js draws colours with style elements; scripts come
 * from this server only.
 *
 * <p><b>Threads:</b> any; holds no state.
 */
final class PageHeaders extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                            + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
                            + "form-action 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "clipboard-read=(self), clipboard-write=(self)",
            "X-Frame-Options", "DENY");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        chain.doFilter(request, response);
    }
}
