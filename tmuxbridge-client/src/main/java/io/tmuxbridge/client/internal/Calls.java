package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.transport.Frame;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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

    /** Most bytes of one: the server's default, above which it closes the line, and with it ends every terminal. */
    static final int MOST_BYTES_OF_ONE = 1 << 20;

    /** Any answer to it says that the server knows who asks. Its id is that of no request. */
    private static final String HARMLESS = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"server.info\",\"params\":{}}";

    /** Most bytes of those that wait for a line. */
    private static final long MOST_BYTES = 16 << 20;

    private final Map<Long, Call> open = new LinkedHashMap<>();
    private final Turns turns;
    private final Promises promises;
    private final Timer timer;
    private final boolean renewable;
    /** Whether the server has taken the credentials on this line, or it does not matter; and whether it was asked. */
    private boolean accepted;

    private boolean asked;
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

    /**
     * Where credentials are renewable, requests wait until the server has taken them: what was sent could not be sent
     * again with others.
     */
    Calls(Turns turns, Promises promises, Timer timer, boolean renewable) {
        this.turns = turns;
        this.promises = promises;
        this.timer = timer;
        this.renewable = renewable;
        this.accepted = !renewable;
    }

    /** Sends a request, or keeps it until there is a line. */
    CompletableFuture<JsonNode> call(String method, ObjectNode params, Duration patience, Optional<Speech> speech) {
        long id = ++lastId;
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", params);
        String text = request.toString();
        int bytes = new Frame.Text(text).size();
        if (bytes > MOST_BYTES_OF_ONE) {
            return refused(method + ": a request has at most " + MOST_BYTES_OF_ONE + " bytes, and this one " + bytes);
        } else if (open.size() >= MOST) {
            return refused(method + ": " + MOST + " requests wait for their answer");
        } else if ((speech.isEmpty() || !accepted) && bytesWaiting() + text.length() > MOST_BYTES) {
            return refused(method + ": " + MOST_BYTES + " bytes of requests wait for a connection");
        }
        Call call = new Call(method, text);
        open.put(id, call);
        speech.ifPresent(to -> send(List.of(call), to));
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

    private void send(Collection<Call> calls, Speech speech) {
        if (accepted) {
            for (Call call : calls) {
                call.unsent.ifPresent(speech::request);
                call.unsent = Optional.empty();
            }
        } else if (!asked && !calls.isEmpty()) {
            asked = true;
            speech.request(HARMLESS);
        }
    }

    /** There is a line: sends what has waited for it. */
    void up(Speech speech) {
        send(open.values(), speech);
    }

    /** The server has answered something on this line: the credentials are good. */
    void accepted(Speech speech) {
        if (!accepted) {
            accepted = true;
            send(open.values(), speech);
        }
    }

    private void timedOut(long id, Duration patience) {
        Call call = open.remove(id);
        if (call != null) {
            String why = "the server has not answered for " + patience.toMillis() + " ms";
            fail(
                    call,
                    ErrorCode.UNAVAILABLE,
                    call.unsent.isEmpty() ? done(call, why) : why + "; " + call.method + " was not sent");
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
        fail(code, why, call -> true);
    }

    /** The server has not taken the credentials, and is shown others: what was not sent yet goes on waiting. */
    void renewed(String why) {
        fail(ErrorCode.UNAVAILABLE, why, call -> call.unsent.isEmpty());
    }

    private void fail(ErrorCode code, String why, Predicate<Call> which) {
        accepted = !renewable;
        asked = false;
        List<Call> all = open.values().stream().filter(which).toList();
        open.values().removeAll(all);
        all.forEach(call -> call.notWaitedFor.run());
        all.forEach(call -> fail(call, code, call.unsent.isEmpty() ? done(call, why) : why));
    }

    /** What was sent may be done, whatever became of the line: also of one that was closed for the credentials. */
    private static String done(Call call, String why) {
        return why + "; " + call.method + " may have been carried out";
    }

    private void fail(Call call, ErrorCode code, String why) {
        promises.fail(call.answer, new TmuxBridgeException(code, why));
    }
}
