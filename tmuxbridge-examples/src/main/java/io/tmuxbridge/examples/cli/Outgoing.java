package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.examples.cli.InputLedger.Entry;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a terminal client says over one connection, in the form of {@code tmuxbridge.v1.binary}.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Outgoing {

    /** Bytes before the content of a binary message: kind, channel, offset or seq. */
    static final int HEADER = 13;

    private static final byte INPUT = 3;

    private final Wire wire;
    private long channel;

    Outgoing(Wire wire) {
        this.wire = wire;
    }

    /** Where a client stands in a stream. */
    record Position(String epoch, long offset) {}

    void connect(Wish wish, int cols, int rows, long attempt, Optional<String> paneId, Optional<Position> resume) {
        ObjectNode connect = message("connect")
                .put("sessionId", wish.sessionId())
                .put("cols", cols)
                .put("rows", rows)
                .put("access", wish.readOnly() ? "read" : "write")
                .put("clientId", wish.clientId())
                .put("attempt", attempt);
        paneId.ifPresent(pane -> connect.put("paneId", pane));
        resume.ifPresent(position ->
                connect.putObject("resume").put("epoch", position.epoch()).put("offset", position.offset()));
        send(connect);
    }

    /** From now on everything is about that terminal. */
    void channel(long number) {
        channel = number;
    }

    void input(Entry entry) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + entry.data().length);
        frame.put(INPUT).putInt((int) channel).putLong(entry.seq());
        wire.binary(frame.put(entry.data()).flip());
    }

    void resize(int cols, int rows) {
        send(about("resize").put("cols", cols).put("rows", rows));
    }

    void ack(long offset) {
        send(about("ack").put("offset", offset));
    }

    void refresh() {
        send(about("refresh"));
    }

    void disconnect() {
        send(about("disconnect"));
    }

    void ping() {
        send(message("ping"));
    }

    void close(String reason) {
        wire.close(1000, reason);
    }

    private ObjectNode about(String type) {
        return message(type).put("channel", channel);
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private void send(ObjectNode message) {
        wire.text(message.toString());
    }
}
