package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.RemotePane;
import io.tmuxbridge.client.RemoteSessions;
import io.tmuxbridge.client.RemoteWindows;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A client as the application has it: each call is a turn.
 *
 * <p><b>Threads:</b> any. Ends with {@link #close()}.
 */
public final class Client implements TmuxClient {

    /** No server takes longer for a request; more would overflow where times are added. */
    private static final Duration MOST = Duration.ofDays(365);

    private final Turns turns = new Turns();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Events events = new Events(mapper);
    private final Duration patience;
    private final Ears ears;
    private boolean closed;

    Client(Settings settings, Executor executor, Timer timer) {
        patience = settings.times().patience();
        ears = new Ears(settings, turns, executor, timer, mapper);
    }

    /**
     * Creates a client with threads of its own where the application gave none.
     *
     * @param settings what the builder was told
     * @return a client
     */
    public static Client create(Settings settings) {
        return new Client(
                settings, settings.executor().orElseGet(() -> Threads.named("tmuxbridge-client")), new ThreadTimer());
    }

    @Override
    public CompletableFuture<Terminal> open(TerminalSpec what, TerminalListener listener) {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(listener, "listener");
        return turns.get(() -> {
            if (closed) {
                return CompletableFuture.failedFuture(isClosed());
            }
            CompletableFuture<Terminal> opened = ears.terminals().open(what, listener);
            ears.lifeline().want();
            return opened;
        });
    }

    @Override
    public RemoteSessions sessions() {
        return new RpcSessions(this, mapper);
    }

    @Override
    public RemoteWindows windows() {
        return new RpcWindows(this, mapper);
    }

    @Override
    public RemotePane pane(String target) {
        return new RpcPane(this, mapper, Objects.requireNonNull(target, "target"));
    }

    @Override
    public CompletableFuture<Map<String, Object>> call(String method, Map<String, ?> params) {
        Objects.requireNonNull(method, "method");
        ObjectNode node = mapper.valueToTree(Objects.requireNonNull(params, "params"));
        return call(method, node, Duration.ZERO).thenApply(events::values);
    }

    /** Calls a method that may take so long beside the client's patience. */
    CompletableFuture<JsonNode> call(String method, ObjectNode params, Duration more) {
        return turns.get(() -> {
            if (closed) {
                return CompletableFuture.failedFuture(isClosed());
            }
            CompletableFuture<JsonNode> answer = ears.calls()
                    .call(
                            method,
                            params,
                            patience.plus(more.compareTo(MOST) < 0 ? more : MOST),
                            ears.lifeline().speech());
            ears.lifeline().want();
            return answer;
        });
    }

    private static TmuxBridgeException isClosed() {
        return new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the client is closed");
    }

    @Override
    public void close() {
        turns.run(() -> {
            if (!closed) {
                closed = true;
                ears.close();
            }
        });
    }
}
