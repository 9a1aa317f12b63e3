package io.tmuxbridge.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.tmuxbridge.core.replica.Difference;
import io.tmuxbridge.core.replica.Replica;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What an emulator shows after the messages that a client got: each snapshot begins anew, at the size that it tells.
 */
final class Shown {

    private Replica replica = new Replica(80, 24);
    private long end = -1;

    static Shown of(List<JsonNode> messages) {
        Shown shown = new Shown();
        messages.forEach(shown::take);
        return shown;
    }

    void take(JsonNode message) {
        if (!message.path("type").asText().equals("output")) {
            return;
        }
        if (message.path("snapshot").asBoolean()) {
            replica = new Replica(
                    message.path("cols").asInt(), message.path("rows").asInt());
        } else if (end >= 0 && message.path("offset").asLong() != end) {
            throw new AssertionError("output at " + message.path("offset").asLong() + " after " + end);
        }
        end = message.path("end").asLong();
        replica.write(ByteBuffer.wrap(bytes(message.path("data"))));
    }

    private static byte[] bytes(JsonNode data) {
        return data instanceof BinaryNode raw
                ? raw.binaryValue()
                : data.asText().getBytes(StandardCharsets.UTF_8);
    }

    /** Up to where it has read. */
    long end() {
        return end;
    }

    Replica replica() {
        return replica;
    }

    String text() {
        return String.join("\n", replica.text());
    }

    /** The first thing that differs, cells, attributes, cursor and modes compared. */
    Optional<Difference> differenceFrom(Replica other) {
        return Difference.between(replica, other, true);
    }
}
