package io.tmuxbridge.jakarta;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.Subprotocol;
import jakarta.websocket.server.HandshakeRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Turns a container's handshake request into the bridge's {@link Handshake}.
 *
 * <p>Credentials come from headers only: what stands in a query string stands in logs too, and never counts.
 *
 * <p><b>Threads:</b> any; holds no state. Whether the connection is secure and where it comes from is not known here,
 * see {@link TerminalEndpoint}.
 */
final class HandshakeReader {

    private static final String BEARER_SCHEME = "Bearer ";

    private final boolean sessionInPath;
    private final Optional<ContainerPrincipal> principals;

    HandshakeReader(boolean sessionInPath, Optional<ContainerPrincipal> principals) {
        this.principals = principals;
        this.sessionInPath = sessionInPath;
    }

    /**
     * Reads a request.
     *
     * @throws MalformedPathException when the session in the path cannot be decoded
     */
    Outcome.Read read(HandshakeRequest request) {
        RequestHeaders headers = new RequestHeaders(request.getHeaders());
        return new Outcome.Read(handshake(request, headers), ForwardedHeaders.of(headers::values));
    }

    private Handshake handshake(HandshakeRequest request, RequestHeaders headers) {
        List<String> offered = headers.list("Sec-WebSocket-Protocol");
        List<String> protocols = offered.stream()
                .filter(value -> !value.startsWith(Subprotocol.BEARER_PREFIX))
                .toList();
        Optional<String> agreed = Subprotocol.pick(protocols).map(Subprotocol::wire);
        return new Handshake(
                agreed,
                !protocols.isEmpty() && agreed.isEmpty(),
                session(request),
                headers.joined("Origin"),
                headers.joined("Host"),
                false,
                "unknown",
                credentials(request, headers, offered));
    }

    private Optional<String> session(HandshakeRequest request) {
        if (!sessionInPath) {
            return Optional.empty();
        }
        return Optional.of(PathSegment.last(request.getRequestURI().getRawPath()))
                .filter(name -> !name.isEmpty());
    }

    private Credentials credentials(HandshakeRequest request, RequestHeaders headers, List<String> offered) {
        Optional<String> bearer = headers.joined("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER_SCHEME, 0, BEARER_SCHEME.length()))
                .map(value -> value.substring(BEARER_SCHEME.length()).strip())
                .or(() -> BearerValue.find(offered));
        return new Credentials(bearer, Cookies.parse(headers.values("Cookie")), principal(request));
    }

    private Optional<Principal> principal(HandshakeRequest request) {
        return principals.isPresent()
                ? principals.get().judge(request)
                : Optional.ofNullable(request.getUserPrincipal());
    }
}
