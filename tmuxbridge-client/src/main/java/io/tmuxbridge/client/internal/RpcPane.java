package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.client.RemotePane;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.CaptureRange;
import io.tmuxbridge.pane.PaneCapture;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A pane driven by JSON-RPC.
 *
 * <p><b>Threads:</b> any.
 */
final class RpcPane implements RemotePane {

    private static final long MOST_ON_THE_WIRE = (1L << 53) - 1;

    private final Client client;
    private final ObjectMapper mapper;
    private final PaneTarget target;

    RpcPane(Client client, ObjectMapper mapper, String target) {
        this.client = client;
        this.mapper = mapper;
        this.target = new PaneTarget(target, () -> client.sessions().get(target));
    }

    @Override
    public CompletableFuture<PanePosition> send(String text) {
        return call("pane.send", params().put("text", text), Duration.ZERO).thenApply(Json::position);
    }

    @Override
    public CompletableFuture<RunResult> run(String command, Duration timeout) {
        ObjectNode params = params().put("command", command).put("timeoutMs", millis(timeout));
        return call("pane.run", params, timeout).thenApply(RpcPane::runResult);
    }

    private static RunResult runResult(JsonNode result) {
        return new RunResult(
                RunResult.Reason.valueOf(constant(result)),
                result.has("exitStatus")
                        ? OptionalInt.of(result.path("exitStatus").asInt())
                        : OptionalInt.empty(),
                result.path("output").asText(),
                result.path("cut").asBoolean(),
                result.path("gap").asBoolean(),
                Json.text(result, "running"),
                Json.position(result));
    }

    @Override
    public CompletableFuture<Awaited> awaitOutput(Await what, Duration timeout) {
        return await(what, params(), timeout);
    }

    @Override
    public CompletableFuture<Awaited> awaitOutput(Await what, PanePosition from, Duration timeout) {
        return await(what, params().put("epoch", from.epoch()).put("offset", from.offset()), timeout);
    }

    private CompletableFuture<Awaited> await(Await what, ObjectNode params, Duration timeout) {
        if (what instanceof Await.Match match) {
            Patterns.put(match.pattern(), params);
        } else if (what instanceof Await.Silence silence) {
            params.put("silenceMs", millis(silence.length()));
        } else {
            params.put("prompt", true);
        }
        return call("pane.await", params.put("timeoutMs", millis(timeout)), timeout)
                .thenApply(RpcPane::awaited);
    }

    private static Awaited awaited(JsonNode result) {
        return new Awaited(
                Awaited.Reason.valueOf(constant(result)),
                result.path("text").asText(),
                Json.texts(result.path("groups")),
                result.path("before").asText(),
                result.path("cut").asBoolean(),
                result.path("gap").asBoolean(),
                Json.position(result));
    }

    @Override
    public CompletableFuture<PaneCapture> capture(CaptureRange range) {
        ObjectNode params = params().put("start", range.start())
                .put("end", range.end())
                .put("format", range.attributes() ? "ansi" : "text");
        return call("pane.capture", params, Duration.ZERO)
                .thenApply(result -> new PaneCapture(
                        Json.texts(result.path("lines")),
                        result.path("start").asInt(),
                        result.path("historySize").asInt()));
    }

    /** The server says what is too long; what the wire cannot carry is too long whatever it is. */
    private static long millis(Duration time) {
        return Math.min(TimeUnit.MILLISECONDS.convert(time), MOST_ON_THE_WIRE);
    }

    private static String constant(JsonNode result) {
        return result.path("reason").asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private ObjectNode params() {
        return mapper.createObjectNode();
    }

    private CompletableFuture<JsonNode> call(String method, ObjectNode params, Duration more) {
        return target.ask(pane -> {
            ObjectNode named = mapper.createObjectNode().put("paneId", pane);
            named.setAll(params);
            return client.call(method, named, more);
        });
    }
}
