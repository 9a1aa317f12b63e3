package io.tmuxbridge.servlet.http;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.TrustedProxies;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the transport over HTTP lives and what it needs from its host. Start from {@link #defaults()} and change one at
 * a time.
 *
 * @param pathPrefix put before {@code /http/terminal}: empty, or a path that begins with a slash and does not end with
 *     one
 * @param openTime how long a connection may be without its event stream before it counts as broken
 * @param keepAlive how long nothing may be written to an event stream before a comment is, so that proxies keep it open
 *     and a peer that has gone is noticed
 * @param closeGrace how long the last event may take before the stream is aborted and the connection counts as broken
 * @param bodyTime how long one POST may take to arrive
 * @param trustedProxies peers whose {@code X-Forwarded-*} headers count. Not to be set where the server itself has put
 *     the client's address, scheme and host into the request
 * @param principals reads the container's own principal with its roles, see {@link ContainerPrincipal}
 * @param streamBufferBytes size of the response's own buffer for an event stream, 0 for what the container has. 1 on
 *     Undertow, whose flush leaves in that buffer what the network does not take at once, for up to half a second; not
 *     on Jetty, which writes no more than that at a time
 * @param abort drops the network connection of a stream whose peer does not read; the Servlet API has no call for it.
 *     Called from the transport's own thread, must not block
 */
public record HttpOptions(
        String pathPrefix,
        Duration openTime,
        Duration keepAlive,
        Duration closeGrace,
        Duration bodyTime,
        TrustedProxies trustedProxies,
        Optional<ContainerPrincipal> principals,
        int streamBufferBytes,
        Consumer<AsyncContext> abort) {

    private static final HttpOptions DEFAULTS = new HttpOptions(
            "",
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            TrustedProxies.none(),
            Optional.empty(),
            0,
            stream -> {});

    /** Checks the prefix and the times. */
    public HttpOptions {
        Objects.requireNonNull(pathPrefix, "pathPrefix");
        Objects.requireNonNull(trustedProxies, "trustedProxies");
        Objects.requireNonNull(principals, "principals");
        Objects.requireNonNull(abort, "abort");
        if (!pathPrefix.isEmpty() && (!pathPrefix.startsWith("/") || pathPrefix.endsWith("/"))) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "pathPrefix is \"" + pathPrefix + "\": it must be empty, or begin with / and not end with /");
        }
        requirePositive("openTime", openTime);
        requirePositive("keepAlive", keepAlive);
        requirePositive("closeGrace", closeGrace);
        requirePositive("bodyTime", bodyTime);
        if (streamBufferBytes < 0) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "streamBufferBytes is " + streamBufferBytes + ": it must be 0 or more");
        }
    }

    /**
     * No prefix, 10 s for the stream to be opened, a comment after 15 s, 5 s for the last event, 30 s for a POST.
     *
     * @return the same value on every call
     */
    public static HttpOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options under another prefix.
     *
     * @param value see {@link #pathPrefix()}
     * @return a changed copy
     */
    public HttpOptions withPathPrefix(String value) {
        return new HttpOptions(
                value, openTime, keepAlive, closeGrace, bodyTime, trustedProxies, principals, streamBufferBytes, abort);
    }

    /**
     * The same options with another time for the stream to be opened.
     *
     * @param value see {@link #openTime()}
     * @return a changed copy
     */
    public HttpOptions withOpenTime(Duration value) {
        return new HttpOptions(
                pathPrefix,
                value,
                keepAlive,
                closeGrace,
                bodyTime,
                trustedProxies,
                principals,
                streamBufferBytes,
                abort);
    }

    /**
     * The same options with another time between comments.
     *
     * @param value see {@link #keepAlive()}
     * @return a changed copy
     */
    public HttpOptions withKeepAlive(Duration value) {
        return new HttpOptions(
                pathPrefix,
                openTime,
                value,
                closeGrace,
                bodyTime,
                trustedProxies,
                principals,
                streamBufferBytes,
                abort);
    }

    /**
     * The same options with another time for closing.
     *
     * @param value see {@link #closeGrace()}
     * @return a changed copy
     */
    public HttpOptions withCloseGrace(Duration value) {
        return new HttpOptions(
                pathPrefix, openTime, keepAlive, value, bodyTime, trustedProxies, principals, streamBufferBytes, abort);
    }

    /**
     * The same options with another time for a POST.
     *
     * @param value see {@link #bodyTime()}
     * @return a changed copy
     */
    public HttpOptions withBodyTime(Duration value) {
        return new HttpOptions(
                pathPrefix,
                openTime,
                keepAlive,
                closeGrace,
                value,
                trustedProxies,
                principals,
                streamBufferBytes,
                abort);
    }

    /**
     * The same options with other trusted proxies.
     *
     * @param value see {@link #trustedProxies()}
     * @return a changed copy
     */
    public HttpOptions withTrustedProxies(TrustedProxies value) {
        return new HttpOptions(
                pathPrefix, openTime, keepAlive, closeGrace, bodyTime, value, principals, streamBufferBytes, abort);
    }

    /**
     * The same options, reading the container's own principal.
     *
     * @param value see {@link #principals()}; the bridge's authenticator must be the same object
     * @return a changed copy
     */
    public HttpOptions withPrincipals(ContainerPrincipal value) {
        return new HttpOptions(
                pathPrefix,
                openTime,
                keepAlive,
                closeGrace,
                bodyTime,
                trustedProxies,
                Optional.of(Objects.requireNonNull(value, "principals")),
                streamBufferBytes,
                abort);
    }

    /**
     * The same options with another buffer for event streams.
     *
     * @param value see {@link #streamBufferBytes()}
     * @return a changed copy
     */
    public HttpOptions withStreamBufferBytes(int value) {
        return new HttpOptions(
                pathPrefix, openTime, keepAlive, closeGrace, bodyTime, trustedProxies, principals, value, abort);
    }

    /**
     * The same options with a way to drop a network connection.
     *
     * @param value see {@link #abort()}
     * @return a changed copy
     */
    public HttpOptions withAbort(Consumer<AsyncContext> value) {
        return new HttpOptions(
                pathPrefix,
                openTime,
                keepAlive,
                closeGrace,
                bodyTime,
                trustedProxies,
                principals,
                streamBufferBytes,
                value);
    }

    private static void requirePositive(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isZero() || value.isNegative()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, name + " is " + value + ": it must be more than zero");
        }
    }
}
