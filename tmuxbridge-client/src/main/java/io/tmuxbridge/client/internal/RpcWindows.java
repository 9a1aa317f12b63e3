package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.Split;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.RemoteWindows;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Windows and panes by JSON-RPC.
 *
 * <p><b>Threads:</b> any.
 */
final class RpcWindows implements RemoteWindows {

    private static final String WINDOW = "windowId";
    private static final String PANE = "paneId";

    private final Client client;
    private final ObjectMapper mapper;

    RpcWindows(Client client, ObjectMapper mapper) {
        this.client = client;
        this.mapper = mapper;
    }

    @Override
    public CompletableFuture<String> create(String session, PaneSpec what) {
        return create(params("sessionId", session), what);
    }

    @Override
    public CompletableFuture<String> create(String session, String name, PaneSpec what) {
        return create(params("sessionId", session).put("name", Objects.requireNonNull(name, "name")), what);
    }

    private CompletableFuture<String> create(ObjectNode params, PaneSpec what) {
        ProgramParams.put(params, what.command(), what.directory(), what.environment());
        return call("window.create", params)
                .thenApply(result -> result.path(WINDOW).asText());
    }

    @Override
    public CompletableFuture<Void> select(String windowId) {
        return order("window.select", params(WINDOW, windowId));
    }

    @Override
    public CompletableFuture<Void> rename(String windowId, String name) {
        return order("window.rename", params(WINDOW, windowId).put("name", Objects.requireNonNull(name, "name")));
    }

    @Override
    public CompletableFuture<Void> kill(String windowId) {
        return order("window.kill", params(WINDOW, windowId));
    }

    @Override
    public CompletableFuture<String> split(String paneId, Split how, PaneSpec what) {
        ObjectNode params =
                params(PANE, paneId).put("direction", how.direction().name().toLowerCase(Locale.ROOT));
        how.size().ifPresent(size -> params.put("size", size));
        ProgramParams.put(params, what.command(), what.directory(), what.environment());
        return call("pane.split", params).thenApply(result -> result.path(PANE).asText());
    }

    @Override
    public CompletableFuture<Void> selectPane(String paneId) {
        return order("pane.select", params(PANE, paneId));
    }

    @Override
    public CompletableFuture<Void> resizePane(String paneId, TerminalSize size) {
        return order(
                "pane.resize", params(PANE, paneId).put("cols", size.cols()).put("rows", size.rows()));
    }

    @Override
    public CompletableFuture<Void> zoomPane(String paneId) {
        return order("pane.zoom", params(PANE, paneId));
    }

    @Override
    public CompletableFuture<Void> killPane(String paneId) {
        return order("pane.kill", params(PANE, paneId));
    }

    private ObjectNode params(String name, String target) {
        return mapper.createObjectNode().put(name, Objects.requireNonNull(target, name));
    }

    private CompletableFuture<Void> order(String method, ObjectNode params) {
        return call(method, params).thenAccept(result -> {});
    }

    private CompletableFuture<JsonNode> call(String method, ObjectNode params) {
        return client.call(method, params, Duration.ZERO);
    }
}
