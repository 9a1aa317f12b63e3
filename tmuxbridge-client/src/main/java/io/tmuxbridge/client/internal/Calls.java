package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the management interface that have not been answered. One that was sent is never sent again: it may have
 * been carried out.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Calls {

    /** Most requests without an answer. */
    private static final int MOST = 10_000;

    /** Most bytes of those that wait for a line. */
    private static final long MOST_BYTES = 16 << 20;

    private final Map<Long, Call> open = new LinkedHashMap<>();
    private final Turns turns;
    private final Promises promises;
    private final Timer timer;
    private long lastId;

    private static final class Call {
        private final String method;
        private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        private Optional<String> unsent;
        private Runnable notWaitedFor = () -> {};

        Call(String method, String request) {
            this.method = method;
            this.unsent = Optional.of(request);
        }
    }

    Calls(Turns turns, Promises promises, Timer timer) {
        this.turns = turns;
        this.promises = promises;
        this.timer = timer;
    }

    /** Sends a request, or keeps it until there is a line. */
    CompletableFuture<JsonNode> call(String method, ObjectNode params, Duration patience, Optional<Speech> speech) {
        long id = ++lastId;
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", params);
        String text = request.toString();
        if (open.size() >= MOST) {
            return refused(method + ": " + MOST + " requests wait for their answer");
        } else if (speech.isEmpty() && bytesWaiting() + text.length() > MOST_BYTES) {
            return refused(method + ": " + MOST_BYTES + " bytes of requests wait for a connection");
        }
        Call call = new Call(method, text);
        open.put(id, call);
        speech.ifPresent(to -> send(call, to));
        call.notWaitedFor = timer.schedule(patience, () -> turns.run(() -> timedOut(id, patience)));
        return call.answer;
    }

    private static CompletableFuture<JsonNode> refused(String why) {
        return CompletableFuture.failedFuture(new TmuxBridgeException(ErrorCode.LIMIT, why + "; nothing was sent"));
    }

    private long bytesWaiting() {
        return open.values().stream()
                .mapToLong(call -> call.unsent.map(String::length).orElse(0))
                .sum();
    }

    boolean any() {
        return !open.isEmpty();
    }

    private static void send(Call call, Speech speech) {
        call.unsent.ifPresent(speech::request);
        call.unsent = Optional.empty();
    }

    /** There is a line: sends what has waited for it. */
    void up(Speech speech) {
        open.values().forEach(call -> send(call, speech));
    }

    private void timedOut(long id, Duration patience) {
        Call call = open.remove(id);
        if (call != null) {
            fail(
                    call,
                    ErrorCode.UNAVAILABLE,
                    "the server has not answered " + call.method + " for " + patience.toMillis() + " ms");
        }
    }

    void answered(JsonNode answer) {
        JsonNode error = answer.get("error");
        boolean unreadable = answer.path("id").isNull() && error != null;
        Call call = unreadable ? oldest() : open.remove(answer.path("id").asLong(-1));
        if (call == null) {
            return;
        }
        call.notWaitedFor.run();
        if (error == null) {
            promises.keep(call.answer, answer.path("result"));
        } else {
            fail(
                    call,
                    Json.code(error.path("data").path("code").asText()),
                    error.path("message").asText());
        }
    }

    /** The answer to what could not be read names no request: it is taken for that to the oldest. */
    private @Nullable Call oldest() {
        return open.isEmpty() ? null : open.remove(open.keySet().iterator().next());
    }

    /** There is no line any more. */
    void down(ErrorCode code, String why) {
        List<Call> all = new ArrayList<>(open.values());
        open.clear();
        all.forEach(call -> call.notWaitedFor.run());
        all.forEach(call -> fail(
                call,
                code,
                call.unsent.isEmpty() && code == ErrorCode.UNAVAILABLE
                        ? why + "; " + call.method + " may have been carried out"
                        : why));
    }

    private void fail(Call call, ErrorCode code, String why) {
        promises.fail(call.answer, new TmuxBridgeException(code, why));
    }
}
