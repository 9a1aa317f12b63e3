package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The sessions of a running server, by JSON-RPC over its WebSocket, one request at a time.
 *
 * <p><b>Threads:</b> one thread. Ends with {@link #close()}.
 */
final class RemoteSessions implements SessionDirectory {

    private static final long ANSWER_SECONDS = 15;

    private final ObjectMapper mapper = new ObjectMapper();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final Wire wire;
    private long lastId;

    RemoteSessions(Wire.Connector connector) {
        try {
            wire = connector.connect(new Answers());
        } catch (IOException e) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE, Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    @Override
    public List<SessionLine> list() {
        List<SessionLine> sessions = new ArrayList<>();
        call("session.list", mapper.createObjectNode())
                .path("sessions")
                .forEach(session -> sessions.add(SessionLine.of(session)));
        return sessions;
    }

    @Override
    public SessionLine create(SessionSpec spec) {
        ObjectNode params = mapper.createObjectNode();
        spec.name().ifPresent(name -> params.put("name", name));
        spec.command().forEach(params.withArray("/command")::add);
        spec.directory().ifPresent(directory -> params.put("cwd", directory.toString()));
        spec.environment().forEach(params.withObject("/env")::put);
        spec.size().ifPresent(size -> params.put("cols", size.cols()).put("rows", size.rows()));
        return SessionLine.of(call("session.create", params));
    }

    @Override
    public void kill(String session) {
        call("session.kill", mapper.createObjectNode().put("sessionId", session));
    }

    @Override
    public void close() {
        wire.close(1000, "done");
    }

    private JsonNode call(String method, ObjectNode params) {
        long id = ++lastId;
        ObjectNode request = mapper.createObjectNode();
        request.put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", params);
        wire.text(request.toString());
        JsonNode answer = await(id, method);
        if (answer.has("error")) {
            JsonNode error = answer.get("error");
            throw new TmuxBridgeException(
                    code(error.path("data").path("code").asText()),
                    error.path("message").asText());
        }
        return answer.path("result");
    }

    private JsonNode await(long id, String method) {
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
            for (; ; ) {
                JsonNode answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (answer == null) {
                    throw new TmuxBridgeException(
                            ErrorCode.UNAVAILABLE,
                            "the server has not answered " + method + " for " + ANSWER_SECONDS + " s");
                }
                boolean unreadable = answer.path("id").isNull() && answer.has("error");
                if (answer.path("id").asLong(-1) == id || unreadable || answer.has("closed")) {
                    return answer;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "interrupted while waiting for " + method, e);
        }
    }

    private static ErrorCode code(String wire) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.wire().equals(wire))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }

    private final class Answers implements Wire.Listener {

        @Override
        public void text(String message) {
            try {
                JsonNode json = mapper.readTree(message);
                if (json.has("jsonrpc")) {
                    answers.add(json);
                }
            } catch (JsonProcessingException e) {
                wire.close(1002, "not JSON");
            }
        }

        @Override
        public void binary(ByteBuffer message) {
            // Terminals send these; this connection has none.
        }

        @Override
        public void closed(int code, String reason) {
            ObjectNode gone = mapper.createObjectNode().put("closed", code);
            gone.withObject("/error").put("message", CloseMeaning.of(code).text(reason));
            gone.withObject("/error/data").put("code", "unavailable");
            answers.add(gone);
        }
    }
}
