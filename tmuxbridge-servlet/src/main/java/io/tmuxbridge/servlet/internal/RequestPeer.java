package io.tmuxbridge.servlet.internal;

import io.tmuxbridge.jakarta.ClientView;
import io.tmuxbridge.jakarta.internal.PeerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How the peer of the server's own connection reached it, as a request shows it.
 *
 * <p><b>Threads:</b> that of the request.
 */
public final class RequestPeer {

    private RequestPeer() {}

    /**
     * Reads a request. Browsers send no {@code Host} over HTTP/2 but {@code :authority}, which the request shows as the
     * name and the port of the server.
     *
     * @param request the request
     * @return its peer
     */
    public static ClientView of(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        Optional<String> host = hosts.isEmpty() ? authority(request) : Optional.of(String.join(", ", hosts));
        return new ClientView(PeerAddress.bare(request.getRemoteAddr()), host, request.isSecure());
    }

    /** As it stands in an origin: without the port that is the scheme's own. */
    private static Optional<String> authority(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.isSecure() ? 443 : 80);
        return Optional.ofNullable(request.getServerName())
                .filter(name -> !name.isEmpty())
                .map(name -> name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name)
                .map(name -> usual ? name : name + ":" + port);
    }
}
