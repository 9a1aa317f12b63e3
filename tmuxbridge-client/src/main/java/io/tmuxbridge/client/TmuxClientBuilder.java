package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.internal.Client;
import io.tmuxbridge.client.internal.ServerAddress;
import io.tmuxbridge.client.internal.Settings;
import io.tmuxbridge.client.spi.Connector;
import io.tmuxbridge.client.websocket.WebSocketConnector;
import io.tmuxbridge.transport.Subprotocol;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TmuxClient}. Every option has a default.
 *
 * <p><b>Threads:</b> not thread-safe; use from one thread at a time.
 */
public final class TmuxClientBuilder {

    private final ServerAddress server;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<Supplier<String>> token;
    private boolean renewable;
    private Subprotocol subprotocol = Subprotocol.BINARY;
    private @Nullable Connector connector;
    private @Nullable Executor executor;
    private Duration pingAfter = Duration.ofSeconds(10);
    private Duration lostAfter = Duration.ofSeconds(30);
    private Duration firstWait = Duration.ofMillis(250);
    private Duration longestWait = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(15);
    private int inputBytes = 256 << 10;
    private Runnable onSessionsChanged = () -> {};

    TmuxClientBuilder(URI server) {
        this.server = ServerAddress.of(Objects.requireNonNull(server, "server"));
        this.token = this.server.token().map(found -> () -> found);
    }

    /**
     * Signs in with a long-lived token. A single-use token, such as the one in the address that the launcher's
     * {@code serve} prints, is used up by the first connection: the first time that connection breaks, everything ends.
     * For long-running programs, see "Signing in" in docs/client.md.
     *
     * @param value the token, sent as {@code Authorization: Bearer} with each connect
     * @return this builder
     */
    public TmuxClientBuilder token(String value) {
        Objects.requireNonNull(value, "token");
        token = Optional.of(() -> value);
        renewable = false;
        return this;
    }

    /**
     * Signs in with renewable tokens: the source is asked for a token with each connect, when the server announces that
     * the last token expires, and once more when a token was refused.
     *
     * @param source returns a token that is currently valid; may block; an exception it throws, or null, counts as a
     *     failed connect
     * @return this builder
     */
    public TmuxClientBuilder token(Supplier<String> source) {
        token = Optional.of(Objects.requireNonNull(source, "source"));
        renewable = true;
        return this;
    }

    /**
     * Adds a header, for example a cookie, to the request that opens a connection.
     *
     * @param name the header's name
     * @param value the header's value
     * @return this builder
     */
    public TmuxClientBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets the subprotocol. Both carry the same features; JSON is human-readable.
     *
     * @param value the subprotocol; default {@link Subprotocol#BINARY}
     * @return this builder
     */
    public TmuxClientBuilder subprotocol(Subprotocol value) {
        subprotocol = Objects.requireNonNull(value, "subprotocol");
        return this;
    }

    /**
     * Sets the connector that opens connections.
     *
     * @param value the connector; default {@link WebSocketConnector#create()}
     * @return this builder
     */
    public TmuxClientBuilder connector(Connector value) {
        connector = Objects.requireNonNull(value, "connector");
        return this;
    }

    /**
     * Sets the executor that calls listeners and opens connections.
     *
     * @param value an executor with a thread for each listener that blocks; by default, daemon threads that come and go
     *     with demand. The client does not shut it down
     * @return this builder
     */
    public TmuxClientBuilder executor(Executor value) {
        executor = Objects.requireNonNull(value, "executor");
        return this;
    }

    /**
     * Sets how a connection that broke silently is detected.
     *
     * @param ping how long the server may be silent before it is pinged; default 10 s
     * @param lost how long the server may be silent before the connection is given up, longer than {@code ping};
     *     default 30 s
     * @return this builder
     */
    public TmuxClientBuilder silence(Duration ping, Duration lost) {
        pingAfter = Objects.requireNonNull(ping, "ping");
        lostAfter = Objects.requireNonNull(lost, "lost");
        return this;
    }

    /**
     * Sets the waits between attempts to reconnect: each is double the previous one, and half of each is random.
     *
     * @param first the first wait; default 250 ms
     * @param longest the longest wait; default 10 s
     * @return this builder
     */
    public TmuxClientBuilder backoff(Duration first, Duration longest) {
        firstWait = Objects.requireNonNull(first, "first");
        longestWait = Objects.requireNonNull(longest, "longest");
        return this;
    }

    /**
     * Sets how long to wait for a connection to open, or for the answer to a connect or a request.
     *
     * @param value the time to wait; default 15 s; requests that specify how long they take get that time in addition
     * @return this builder
     */
    public TmuxClientBuilder patience(Duration value) {
        patience = Objects.requireNonNull(value, "patience");
        return this;
    }

    /**
     * Limits the unacknowledged input of each terminal; {@link Terminal#send} refuses anything beyond that.
     *
     * @param bytes the limit in bytes; default 262,144
     * @return this builder
     */
    public TmuxClientBuilder inputBytes(int bytes) {
        inputBytes = bytes;
        return this;
    }

    /**
     * Registers a listener that is notified when the list of sessions changes, while there is a connection.
     *
     * @param listener called by the executor, one call at a time; changes during a call are followed by one more
     * @return this builder
     */
    public TmuxClientBuilder onSessionsChanged(Runnable listener) {
        onSessionsChanged = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Creates the client. It does not connect until a connection is needed.
     *
     * @return a client, which the caller must close
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when a time is not more than zero, or more
     *     than 365 days, or a connection would be given up before it is pinged, or {@link #inputBytes} is less than 1
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is no connector, and no WebSocket client on
     *     the class path to create one from
     */
    public TmuxClient build() {
        return Client.create(new Settings(
                server.endpoint(),
                headers,
                token,
                renewable,
                subprotocol,
                connector == null ? webSockets() : connector,
                Optional.ofNullable(executor),
                new Settings.Times(pingAfter, lostAfter, firstWait, longestWait, patience),
                inputBytes,
                onSessionsChanged));
    }

    private static Connector webSockets() {
        try {
            return WebSocketConnector.create();
        } catch (NoClassDefFoundError e) {
            // Not even the API is there, of which the connector is made.
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, WebSocketConnector.MISSING, e);
        }
    }
}
