package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;

/**
 * What one connection says to its client, which knows by it whether the connection is still the one that counts.
 *
 * <p><b>Threads:</b> as {@link Wire.Listener}.
 */
final class Link implements Wire.Listener {

    private final ObjectMapper mapper = new ObjectMapper();
    private final TerminalClient client;

    Link(TerminalClient client) {
        this.client = client;
    }

    @Override
    public void text(String message) {
        JsonNode json;
        try {
            json = mapper.readTree(message);
        } catch (JsonProcessingException e) {
            client.closed(this, 1002, "a message is not JSON");
            return;
        }
        client.heard(this, json);
    }

    @Override
    public void binary(ByteBuffer message) {
        if (message.remaining() >= Outgoing.HEADER) {
            client.output(this, message);
        }
    }

    @Override
    public void closed(int code, String reason) {
        client.closed(this, code, reason);
    }
}
