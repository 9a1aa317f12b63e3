package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.internal.InputLedger.Entry;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.pane.PanePosition;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says over one line, in its subprotocol.
 *
 * <p><b>Threads:</b> in turns of the client, so that the order is that of the turns.
 */
final class Speech {

    private static final byte INPUT = 3;

    private final Line line;
    private final boolean binary;

    Speech(Line line, boolean binary) {
        this.line = line;
        this.binary = binary;
    }

    /** Who asks for a terminal: by which name of its session, the client's name for it, how often it has asked. */
    record Attempt(String session, String clientId, long count, TerminalSize size, Optional<String> paneId) {}

    void connect(TerminalSpec what, Attempt attempt, Optional<PanePosition> resume) {
        ObjectNode connect = message("connect")
                .put("sessionId", attempt.session())
                .put("cols", attempt.size().cols())
                .put("rows", attempt.size().rows())
                .put("access", what.readOnly() ? "read" : "write")
                .put("clientId", attempt.clientId())
                .put("attempt", attempt.count());
        attempt.paneId().ifPresent(pane -> connect.put("paneId", pane));
        what.history().ifPresent(lines -> connect.put("history", lines));
        if (what.view() != TerminalSpec.View.PANE) {
            connect.put("view", wire(what.view()));
        }
        if (what.delivery() != TerminalSpec.Delivery.FRESH) {
            connect.put("delivery", wire(what.delivery()));
        }
        room(connect, what);
        resume.ifPresent(position ->
                connect.putObject("resume").put("epoch", position.epoch()).put("offset", position.offset()));
        send(connect);
    }

    /** What is left out has the protocol's default. */
    private static ObjectNode room(ObjectNode message, TerminalSpec what) {
        if (what.wholeWindow()) {
            message.put("fit", "window");
        }
        if (!what.visible()) {
            message.put("visible", false);
        }
        return message;
    }

    void input(long channel, Entry entry) {
        byte[] data = entry.data();
        if (binary) {
            ByteBuffer frame = ByteBuffer.allocate(Piece.HEADER + data.length);
            frame.put(INPUT).putInt((int) channel).putLong(entry.seq());
            line.binary(frame.put(data).flip());
        } else {
            send(about("input", channel)
                    .put("seq", entry.seq())
                    .put("data", Base64.getEncoder().encodeToString(data))
                    .put("encoding", "base64"));
        }
    }

    void resize(long channel, TerminalSpec what, TerminalSize size) {
        send(room(about("resize", channel).put("cols", size.cols()).put("rows", size.rows()), what));
    }

    void ack(long channel, long offset) {
        send(about("ack", channel).put("offset", offset));
    }

    void refresh(long channel) {
        send(about("refresh", channel));
    }

    void disconnect(long channel) {
        send(about("disconnect", channel));
    }

    void ping() {
        send(message("ping"));
    }

    /** Asks for a pong that comes behind what the server has to say now. */
    void ping(String data) {
        send(message("ping").put("data", data));
    }

    void auth(String token) {
        send(message("auth").put("token", token));
    }

    /** Sends a request of the management interface. */
    void request(String request) {
        line.text(request);
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode about(String type, long channel) {
        return message(type).put("channel", channel);
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private void send(ObjectNode message) {
        line.text(message.toString());
    }
}
