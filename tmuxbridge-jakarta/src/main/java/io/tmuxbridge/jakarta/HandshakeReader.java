package io.tmuxbridge.jakarta;

import io.tmuxbridge.jakarta.internal.MalformedPathException;
import io.tmuxbridge.jakarta.internal.PathSegment;
import io.tmuxbridge.jakarta.internal.PeerAddress;
import io.tmuxbridge.jakarta.internal.ReadHandshake;
import io.tmuxbridge.jakarta.internal.RequestHeaders;
import jakarta.websocket.server.HandshakeRequest;
import java.net.URI;
import java.security.Principal;
import java.util.Optional;

/**
 * Turns a container's handshake request into what the bridge wants to know of it.
 *
 * <p><b>Threads:</b> any; holds no state. Whether the connection is secure is not known here, see {@link Peers}.
 */
final class HandshakeReader {

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
        ReadHandshake said =
                ReadHandshake.of(headers, headers.list("Sec-WebSocket-Protocol"), session(request), principal(request));
        return new Outcome.Read(
                said, PeerAddress.current(), said.handshake().host().or(() -> authority(request)));
    }

    /** Browsers send no {@code Host} over HTTP/2; containers put what they send instead into the request's address. */
    private static Optional<String> authority(HandshakeRequest request) {
        return Optional.ofNullable(request.getRequestURI()).map(URI::getRawAuthority);
    }

    private Optional<String> session(HandshakeRequest request) {
        if (!sessionInPath) {
            return Optional.empty();
        }
        return Optional.of(PathSegment.last(request.getRequestURI().getRawPath()))
                .filter(name -> !name.isEmpty());
    }

    private Optional<Principal> principal(HandshakeRequest request) {
        return principals.isPresent()
                ? principals.get().seen(request.getUserPrincipal(), request::isUserInRole)
                : Optional.ofNullable(request.getUserPrincipal());
    }
}
