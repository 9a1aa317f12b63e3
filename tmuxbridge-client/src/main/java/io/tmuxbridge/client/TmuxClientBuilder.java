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
 * Describes a {@link TmuxClient}. Everything has a default.
 *
 * <p><b>Threads:</b> one at a time.
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
     * Signs in with a token that lasts. One that works once, such as that in the address that the launcher's {@code serve}
     * prints, is used up by the first connection: the first cut of the line then ends everything. For a program of long
     * life see "Signing in" in docs/client.md.
     *
     * @param value sent as {@code Authorization: Bearer} with each connect
     * @return this builder
     */
    public TmuxClientBuilder token(String value) {
        Objects.requireNonNull(value, "token");
        token = Optional.of(() -> value);
        renewable = false;
        return this;
    }

    /**
     * Signs in with tokens that are renewed: asked for one with each connect, when the server says that the last one expires,
     * and once more when it was refused.
     *
     * @param source gives a token that is valid now; may block; what it throws counts as a failed connect
     * @return this builder
     */
    public TmuxClientBuilder token(Supplier<String> source) {
        token = Optional.of(Objects.requireNonNull(source, "source"));
        renewable = true;
        return this;
    }

    /**
     * Adds a header to the request that opens a connection, a cookie for example.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public TmuxClientBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets what is spoken. Both can all the same; JSON can be read by people.
     *
     * @param value {@link Subprotocol#BINARY} unless set
     * @return this builder
     */
    public TmuxClientBuilder subprotocol(Subprotocol value) {
        subprotocol = Objects.requireNonNull(value, "subprotocol");
        return this;
    }

    /**
     * Sets what opens connections.
     *
     * @param value {@link WebSocketConnector#create()} unless set
     * @return this builder
     */
    public TmuxClientBuilder connector(Connector value) {
        connector = Objects.requireNonNull(value, "connector");
        return this;
    }

    /**
     * Sets what listeners are called by and connections are opened by.
     *
     * @param value one with a thread for each listener that blocks; unless set, daemon threads that come and go with what
     *     there is to do. It is not shut down
     * @return this builder
     */
    public TmuxClientBuilder executor(Executor value) {
        executor = Objects.requireNonNull(value, "executor");
        return this;
    }

    /**
     * Sets how a connection that broke without a word is noticed.
     *
     * @param ping silence after which the server is asked for an answer; 10 s unless set
     * @param lost silence after which the connection is given up; 30 s unless set
     * @return this builder
     */
    public TmuxClientBuilder silence(Duration ping, Duration lost) {
        pingAfter = Objects.requireNonNull(ping, "ping");
        lostAfter = Objects.requireNonNull(lost, "lost");
        return this;
    }

    /**
     * Sets the waits between tries to connect again: doubled each time, and half of each by chance.
     *
     * @param first the first, 250 ms unless set
     * @param longest the longest, 10 s unless set
     * @return this builder
     */
    public TmuxClientBuilder backoff(Duration first, Duration longest) {
        firstWait = Objects.requireNonNull(first, "first");
        longestWait = Objects.requireNonNull(longest, "longest");
        return this;
    }

    /**
     * Sets how long an open connection, or the answer to a connect or a request, is waited for.
     *
     * @param value 15 s unless set; requests that say themselves how long they take get that in addition
     * @return this builder
     */
    public TmuxClientBuilder patience(Duration value) {
        patience = Objects.requireNonNull(value, "patience");
        return this;
    }

    /**
     * Bounds the input of each terminal that waits for its acknowledgement; {@link Terminal#send} refuses what is beyond.
     *
     * @param bytes 262,144 unless set
     * @return this builder
     */
    public TmuxClientBuilder inputBytes(int bytes) {
        inputBytes = bytes;
        return this;
    }

    /**
     * Asks to be told when the list of sessions changes, while there is a connection.
     *
     * @param listener called by the executor
     * @return this builder
     */
    public TmuxClientBuilder onSessionsChanged(Runnable listener) {
        onSessionsChanged = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Creates the client. Nothing is connected before it is needed.
     *
     * @return a client, to be closed
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when a time is not more than zero, or {@link #inputBytes} is
     *     less than 1
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is no connector, and no WebSocket client on the
     *     class path to make one of
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
