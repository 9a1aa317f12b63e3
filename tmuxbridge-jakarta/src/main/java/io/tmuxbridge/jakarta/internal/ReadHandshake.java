package io.tmuxbridge.jakarta.internal;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.jakarta.ClientView;
import io.tmuxbridge.jakarta.ForwardedHeaders;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.Subprotocol;
import java.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * What a request that opens a connection says, whatever its transport. Where it came from is judged later, by
 * {@link #seenFrom}.
 *
 * <p>Credentials come from headers only: what stands in a query string stands in logs too, and never counts.
 *
 * @param handshake what it said; its address is unknown, and it counts as not secure
 * @param forwarded what it said about proxies, not judged yet
 */
public record ReadHandshake(Handshake handshake, ForwardedHeaders forwarded) {

    private static final String BEARER_SCHEME = "Bearer ";

    /**
     * Reads a request.
     *
     * @param headers its headers
     * @param offered the subprotocol values that the client offers, tokens among them, in its order
     * @param sessionId the session named in the path, decoded
     * @param principal whom the container has authenticated
     * @return what it says
     */
    public static ReadHandshake of(
            RequestHeaders headers, List<String> offered, Optional<String> sessionId, Optional<Principal> principal) {
        List<String> protocols = offered.stream()
                .filter(value -> !value.startsWith(Subprotocol.BEARER_PREFIX))
                .toList();
        Optional<String> agreed = Subprotocol.pick(protocols).map(Subprotocol::wire);
        Handshake handshake = new Handshake(
                agreed,
                !protocols.isEmpty() && agreed.isEmpty(),
                sessionId,
                headers.joined("Origin"),
                headers.joined("Host"),
                false,
                Handshake.UNKNOWN_ADDRESS,
                credentials(headers, offered, principal));
        return new ReadHandshake(handshake, ForwardedHeaders.of(headers::values));
    }

    /**
     * The handshake as its client made it.
     *
     * @param peer how the peer of the server's own connection reached it
     * @param trusted the proxies that are believed
     * @return the whole handshake
     */
    public Handshake seenFrom(ClientView peer, TrustedProxies trusted) {
        ClientView client = trusted.view(peer, forwarded);
        return new Handshake(
                handshake.subprotocol(),
                handshake.offeredUnknown(),
                handshake.sessionId(),
                handshake.origin(),
                client.host(),
                client.secure(),
                client.address(),
                handshake.credentials());
    }

    private static Credentials credentials(
            RequestHeaders headers, List<String> offered, Optional<Principal> principal) {
        Optional<String> bearer = headers.joined("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER_SCHEME, 0, BEARER_SCHEME.length()))
                .map(value -> value.substring(BEARER_SCHEME.length()).strip())
                .or(() -> BearerValue.find(offered));
        return new Credentials(bearer, Cookies.parse(headers.values("Cookie")), principal);
    }
}
