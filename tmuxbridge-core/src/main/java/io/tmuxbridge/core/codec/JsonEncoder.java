package io.tmuxbridge.core.codec;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.core.codec.ServerMessage.Terminal;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Writes what the bridge says as JSON text, each message with a {@code timestamp} and, if it is about a terminal, that
 * terminal's {@code sessionId}, {@code paneId} and {@code channel}. JSON-RPC answers carry what JSON-RPC names and no
 * more.
 *
 * <p><b>Threads:</b> any, if the clock allows it.
 */
final class JsonEncoder {

    private static final int ENVELOPE = 192;
    private static final Set<String> RESERVED =
            Set.of("type", "name", "sessionId", "paneId", "channel", "timestamp", "jsonrpc");

    private final LongSupplier clock;

    JsonEncoder(LongSupplier clock) {
        this.clock = clock;
    }

    String encode(ServerMessage message) {
        if (message instanceof ServerMessage.Output output) {
            return output(output);
        }
        JsonBuffer json = new JsonBuffer(ENVELOPE).open('{');
        if (message instanceof ServerMessage.Connected connected) {
            connected(json, connected);
        } else if (message instanceof ServerMessage.InputAck ack) {
            about(json, "input-ack", ack.terminal()).field("seq", ack.seq());
        } else if (message instanceof ServerMessage.EchoAck ack) {
            about(json, "echo-ack", ack.terminal()).field("seq", ack.seq()).field("offset", ack.offset());
        } else if (message instanceof ServerMessage.Check check) {
            about(json, "check", check.terminal())
                    .field("offset", check.offset())
                    .field("hash", check.hash());
        } else if (message instanceof ServerMessage.Resized size) {
            about(json, "resize", size.terminal())
                    .field("cols", size.cols())
                    .field("rows", size.rows())
                    .field("offset", size.offset());
        } else if (message instanceof ServerMessage.Disconnected end) {
            about(json, "disconnect", end.terminal()).field("reason", end.reason());
            end.code().ifPresent(code -> json.field("code", code));
        } else {
            encodeGeneral(json, message);
        }
        return json.close('}').toString();
    }

    private void encodeGeneral(JsonBuffer json, ServerMessage message) {
        if (message instanceof ServerMessage.Event event) {
            event(json, event);
        } else if (message instanceof ServerMessage.Error error) {
            error(json, error);
        } else if (message instanceof ServerMessage.InputLost lost) {
            inputLost(json, lost);
        } else if (message instanceof ServerMessage.AuthExpiring expiring) {
            start(json, "auth-expiring").field("expiresAt", expiring.expiresAt());
        } else if (message instanceof ServerMessage.Pong pong) {
            start(json, "pong");
            pong.dataJson().ifPresent(data -> json.name("data").raw(data));
        } else if (message instanceof ServerMessage.RpcResult result) {
            rpc(json, result.idJson()).name("result").open('{');
            PlainValues.writeMembers(json, result.result());
            json.close('}');
        } else if (message instanceof ServerMessage.RpcError error) {
            rpc(json, error.idJson()).name("error").open('{').field("code", error.rpcCode());
            json.field("message", error.message());
            json.name("data").open('{').field("code", error.code().wire());
            json.name("retryable").raw(Boolean.toString(error.code().retryable()));
            json.close('}').close('}');
        } else {
            throw new IllegalArgumentException("no JSON form for " + message.getClass());
        }
    }

    private String output(ServerMessage.Output output) {
        // Plain text has few escapes; full-screen programs have one ESC in some ten bytes, five bytes longer each.
        int capacity = ENVELOPE + output.data().remaining() * 3 / 2;
        JsonBuffer json = new JsonBuffer(capacity).open('{');
        about(json, "output", output.terminal())
                .field("offset", output.offset())
                .field("end", output.end());
        if (output.snapshot()) {
            json.name("snapshot").raw("true");
        }
        output.cols().ifPresent(cols -> json.field("cols", cols));
        output.rows().ifPresent(rows -> json.field("rows", rows));
        return json.name("data").string(output.data()).close('}').toString();
    }

    private void connected(JsonBuffer json, ServerMessage.Connected connected) {
        about(json, "connected", connected.terminal())
                .field("epoch", connected.epoch())
                .field("offset", connected.offset())
                .field("cols", connected.cols())
                .field("rows", connected.rows())
                .field("access", Fields.wire(connected.access()))
                .field("clientId", connected.clientId())
                .field("resume", Fields.wire(connected.resume()));
        connected.lost().ifPresent(lost -> json.field("lost", lost));
        json.field("inputSeq", connected.inputSeq());
    }

    private void event(JsonBuffer json, ServerMessage.Event event) {
        for (String field : event.fields().keySet()) {
            if (RESERVED.contains(field)) {
                throw new IllegalArgumentException(
                        "event " + event.name() + " has a field " + field + ": the name is taken by every message");
            }
        }
        start(json, "event");
        event.terminal().ifPresent(terminal -> terminal(json, terminal));
        PlainValues.writeMembers(json.field("name", event.name()), event.fields());
    }

    private void error(JsonBuffer json, ServerMessage.Error error) {
        start(json, "error");
        Optional<Terminal> terminal = error.terminal();
        if (terminal.isPresent()) {
            terminal(json, terminal.get());
        } else {
            error.sessionId().ifPresent(sessionId -> json.field("sessionId", sessionId));
        }
        json.field("code", error.code().wire()).field("message", error.message());
        json.name("retryable").raw(Boolean.toString(error.code().retryable()));
    }

    private void inputLost(JsonBuffer json, ServerMessage.InputLost lost) {
        String which = lost.first() == 0
                ? "an input"
                : lost.first() == lost.last()
                        ? "input " + lost.first()
                        : "inputs " + lost.first() + " to " + lost.last();
        error(
                json,
                new ServerMessage.Error(
                        Optional.of(lost.terminal()),
                        Optional.empty(),
                        ErrorCode.INPUT_LOST,
                        which
                                + " may not have arrived: tmux or the client that carried it ended; look before you repeat it"));
        if (lost.first() != 0) {
            json.field("seq", lost.first()).field("lastSeq", lost.last());
        }
    }

    private JsonBuffer about(JsonBuffer json, String type, Terminal terminal) {
        return terminal(start(json, type), terminal);
    }

    private JsonBuffer start(JsonBuffer json, String type) {
        return json.field("type", type).field("timestamp", clock.getAsLong());
    }

    private static JsonBuffer terminal(JsonBuffer json, Terminal terminal) {
        return json.field("sessionId", terminal.sessionId())
                .field("paneId", terminal.paneId())
                .field("channel", terminal.channel());
    }

    private static JsonBuffer rpc(JsonBuffer json, String idJson) {
        return json.field("jsonrpc", "2.0").name("id").raw(idJson);
    }
}
