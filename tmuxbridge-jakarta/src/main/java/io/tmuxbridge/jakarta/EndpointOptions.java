package io.tmuxbridge.jakarta;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import jakarta.websocket.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where an endpoint lives and what it needs from its host. Start from {@link #defaults()} and change options one at a
 * time.
 *
 * @param pathPrefix prepended to {@code /ws/terminal}: empty, or a path that begins with a slash and does not end with
 *     one
 * @param closer runs tasks that may block: pings, closing handshakes, and aborts, which a {@link CloserPool} does not
 *     let wait behind them. Must not run them on the calling thread. If you set your own, you must shut it down
 *     yourself, after the bridge is closed
 * @param sendTimeout passed to containers that can end a stuck send themselves. Longer than the bridge's own
 *     {@link io.tmuxbridge.BridgeLimits#sendTimeout()}, which takes effect first in every container
 * @param closeGrace how long a closing handshake may take before the connection is aborted and considered closed
 * @param remoteAddress finds the peer's address, which Jakarta WebSocket does not expose; returns empty when it cannot
 * @param trustedProxies peers whose {@code X-Forwarded-*} headers are honoured. Works where {@code remoteAddress}
 *     returns the peer; do not set it where the server itself has put the client's address, scheme and host into the
 *     request
 * @param principals reads the container's own principal with its roles; without it, {@code Credentials.principal()} is
 *     the container's principal as it is, and its roles are unknown
 * @param abort drops a connection whose peer does not respond. Jakarta WebSocket has no method for this; pass the
 *     container's own where there is one. It is called for every connection that the bridge closes, even if the
 *     connection is already gone, and should not block
 */
public record EndpointOptions(
        String pathPrefix,
        Executor closer,
        Duration sendTimeout,
        Duration closeGrace,
        Function<Session, Optional<String>> remoteAddress,
        TrustedProxies trustedProxies,
        Optional<ContainerPrincipal> principals,
        Consumer<Session> abort) {

    /** The user property in which Jetty and others keep the peer's {@link InetSocketAddress}. */
    private static final String REMOTE_ADDRESS = "jakarta.websocket.endpoint.remoteAddress";

    /** Checks the prefix and the times. */
    public EndpointOptions {
        Objects.requireNonNull(pathPrefix, "pathPrefix");
        Objects.requireNonNull(closer, "closer");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(trustedProxies, "trustedProxies");
        Objects.requireNonNull(principals, "principals");
        Objects.requireNonNull(abort, "abort");
        if (!pathPrefix.isEmpty() && (!pathPrefix.startsWith("/") || pathPrefix.endsWith("/"))) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "pathPrefix is \"" + pathPrefix + "\": it must be empty, or begin with / and not end with /");
        }
        requirePositive("sendTimeout", sendTimeout);
        requirePositive("closeGrace", closeGrace);
    }

    /**
     * Returns the default options: no prefix, a {@link CloserPool} for each registered bridge that is closed with that
     * bridge, and whatever Jakarta WebSocket itself offers for addresses and aborts.
     *
     * @return new options
     */
    public static EndpointOptions defaults() {
        return new EndpointOptions(
                "",
                CloserPool.provisional(),
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                EndpointOptions::addressFromProperties,
                TrustedProxies.none(),
                Optional.empty(),
                EndpointOptions::dropSoon);
    }

    /**
     * Returns the same options with another prefix.
     *
     * @param value see {@link #pathPrefix()}
     * @return a changed copy
     */
    public EndpointOptions withPathPrefix(String value) {
        return new EndpointOptions(
                value, closer, sendTimeout, closeGrace, remoteAddress, trustedProxies, principals, abort);
    }

    /**
     * Returns the same options with another executor for tasks that may block.
     *
     * @param value see {@link #closer()}
     * @return a changed copy
     */
    public EndpointOptions withCloser(Executor value) {
        return new EndpointOptions(
                pathPrefix, value, sendTimeout, closeGrace, remoteAddress, trustedProxies, principals, abort);
    }

    /**
     * Returns the same options with another send timeout.
     *
     * @param value see {@link #sendTimeout()}
     * @return a changed copy
     */
    public EndpointOptions withSendTimeout(Duration value) {
        return new EndpointOptions(
                pathPrefix, closer, value, closeGrace, remoteAddress, trustedProxies, principals, abort);
    }

    /**
     * Returns the same options with another time limit for closing.
     *
     * @param value see {@link #closeGrace()}
     * @return a changed copy
     */
    public EndpointOptions withCloseGrace(Duration value) {
        return new EndpointOptions(
                pathPrefix, closer, sendTimeout, value, remoteAddress, trustedProxies, principals, abort);
    }

    /**
     * Returns the same options with another source of addresses.
     *
     * @param value see {@link #remoteAddress()}
     * @return a changed copy
     */
    public EndpointOptions withRemoteAddress(Function<Session, Optional<String>> value) {
        return new EndpointOptions(
                pathPrefix, closer, sendTimeout, closeGrace, value, trustedProxies, principals, abort);
    }

    /**
     * Returns the same options with other trusted proxies.
     *
     * @param value see {@link #trustedProxies()}
     * @return a changed copy
     */
    public EndpointOptions withTrustedProxies(TrustedProxies value) {
        return new EndpointOptions(
                pathPrefix, closer, sendTimeout, closeGrace, remoteAddress, value, principals, abort);
    }

    /**
     * Returns the same options, reading the container's own principal.
     *
     * @param value see {@link #principals()}; must be the same object as the bridge's authenticator
     * @return a changed copy
     */
    public EndpointOptions withPrincipals(ContainerPrincipal value) {
        return new EndpointOptions(
                pathPrefix,
                closer,
                sendTimeout,
                closeGrace,
                remoteAddress,
                trustedProxies,
                Optional.of(Objects.requireNonNull(value, "principals")),
                abort);
    }

    /**
     * Returns the same options with another way to drop a connection.
     *
     * @param value see {@link #abort()}
     * @return a changed copy
     */
    public EndpointOptions withAbort(Consumer<Session> value) {
        return new EndpointOptions(
                pathPrefix, closer, sendTimeout, closeGrace, remoteAddress, trustedProxies, principals, value);
    }

    /**
     * Returns the same options for one bridge. If no {@link #closer()} was set, they get a {@link CloserPool} that is
     * closed with the bridge. The methods that register a bridge call this themselves; call it yourself before
     * {@link TmuxBridgeEndpoint#admitted}, once for all handshakes.
     *
     * @param bridge the bridge; not used before the first connection is closed
     * @return a changed copy, or these options if a closer was set
     */
    public EndpointOptions forBridge(TmuxBridge bridge) {
        Objects.requireNonNull(bridge, "bridge");
        boolean given = !(closer instanceof CloserPool pool && pool.isProvisional());
        return given ? this : withCloser(CloserPool.endingWith(bridge));
    }

    /** The one thing the API offers: containers that watch idle connections drop this one soon. */
    private static void dropSoon(Session session) {
        try {
            session.setMaxIdleTimeout(1000);
        } catch (IllegalStateException closed) {
            // there is nothing to drop; so says Tomcat
        }
    }

    private static Optional<String> addressFromProperties(Session session) {
        Object value = session.getUserProperties().get(REMOTE_ADDRESS);
        if (value instanceof InetSocketAddress address && address.getAddress() != null) {
            return Optional.of(address.getAddress().getHostAddress());
        }
        return Optional.empty();
    }

    private static void requirePositive(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isZero() || value.isNegative()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + value + ": it must be more than zero");
        }
    }
}
