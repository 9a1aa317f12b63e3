package io.tmuxbridge.servlet.http;

import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.jakarta.internal.ReadHandshake;
import io.tmuxbridge.jakarta.internal.RequestHeaders;
import io.tmuxbridge.servlet.internal.RequestPeer;
import io.tmuxbridge.transport.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who makes a request, as far as the request itself says so: read as a handshake is, with what a browser cannot put
 * into {@code Sec-WebSocket-Protocol} taken from {@value #PROTOCOLS}.
 *
 * <p><b>Threads:</b> that of the request.
 */
final class Visitor {

    static final String PROTOCOLS = "Tmuxbridge-Protocols";
    /** Whoever sends it, with any value, answers the pings among its events. */
    static final String PINGS = "Tmuxbridge-Pings";

    private final HttpServletRequest request;
    private final RequestHeaders headers;
    private final String protocols;
    private final TrustedProxies proxies;
    private final Optional<ContainerPrincipal> principals;

    private Visitor(
            HttpServletRequest request,
            String protocols,
            TrustedProxies proxies,
            Optional<ContainerPrincipal> principals) {
        this.request = request;
        this.protocols = protocols;
        this.proxies = proxies;
        this.principals = principals;
        Map<String, List<String>> all = Collections.list(request.getHeaderNames()).stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), name -> Collections.list(request.getHeaders(name)), (one, other) -> one));
        this.headers = new RequestHeaders(all);
    }

    /** Who wants a connection over HTTP, or has one. */
    static Visitor byHttp(HttpServletRequest request, HttpOptions options) {
        return new Visitor(request, PROTOCOLS, options.trustedProxies(), options.principals());
    }

    /** Who wants a WebSocket. */
    static Visitor byWebSocket(HttpServletRequest request, EndpointOptions options) {
        return new Visitor(request, "Sec-WebSocket-Protocol", options.trustedProxies(), options.principals());
    }

    /** The handshake of a connection that it opens. */
    Handshake handshake(Optional<String> sessionId) {
        ReadHandshake said = ReadHandshake.of(headers, headers.list(protocols), sessionId, judged());
        return said.seenFrom(RequestPeer.of(request), proxies);
    }

    /** Whether a page of its origin may speak to this server. */
    boolean isWelcome(OriginPolicy origins) {
        Handshake seen = handshake(Optional.empty());
        return origins.allows(seen.origin(), seen.host(), seen.secure());
    }

    /** The origin that it names, when it is a browser on a page of another origin or makes a POST. */
    Optional<String> origin() {
        return headers.joined("Origin");
    }

    /** Whom the container knows it as. */
    Optional<String> name() {
        return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
    }

    /** Whether it answers pings, so that one that does not has vanished. */
    boolean answersPings() {
        return request.getHeader(PINGS) != null;
    }

    /** Whether it brings JSON, which no form of a foreign page can without asking first. */
    boolean bringsJson() {
        String type = request.getContentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private Optional<Principal> judged() {
        return principals.isPresent()
                ? principals.get().seen(request.getUserPrincipal(), request::isUserInRole)
                : Optional.ofNullable(request.getUserPrincipal());
    }
}
