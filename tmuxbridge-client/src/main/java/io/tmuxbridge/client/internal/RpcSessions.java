package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.RemoteSessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sessions by JSON-RPC.
 *
 * <p><b>Threads:</b> any.
 */
final class RpcSessions implements RemoteSessions {

    private final Client client;
    private final ObjectMapper mapper;

    RpcSessions(Client client, ObjectMapper mapper) {
        this.client = client;
        this.mapper = mapper;
    }

    @Override
    public CompletableFuture<List<SessionInfo>> list() {
        return call("session.list", params()).thenApply(result -> Json.list(result.path("sessions"), Json::session));
    }

    @Override
    public CompletableFuture<SessionInfo> get(String session) {
        return call("session.get", params().put("sessionId", session)).thenApply(Json::session);
    }

    @Override
    public CompletableFuture<SessionInfo> create(SessionSpec what) {
        if (what.owner().isPresent()) {
            return CompletableFuture.failedFuture(new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "owner " + what.owner().get()
                            + ": a session made by a client is its caller's; access.give hands it on"));
        }
        ObjectNode params = params();
        what.name().ifPresent(name -> params.put("name", name));
        ProgramParams.put(params, what.command(), what.directory(), what.environment());
        what.size().ifPresent(size -> params.put("cols", size.cols()).put("rows", size.rows()));
        return call("session.create", params).thenApply(Json::session);
    }

    @Override
    public CompletableFuture<SessionInfo> rename(String session, String name) {
        return call("session.rename", params().put("sessionId", session).put("name", name))
                .thenApply(Json::session);
    }

    @Override
    public CompletableFuture<Void> kill(String session) {
        return call("session.kill", params().put("sessionId", session)).thenAccept(result -> {});
    }

    private ObjectNode params() {
        return mapper.createObjectNode();
    }

    private CompletableFuture<JsonNode> call(String method, ObjectNode params) {
        return client.call(method, params, Duration.ZERO);
    }
}
