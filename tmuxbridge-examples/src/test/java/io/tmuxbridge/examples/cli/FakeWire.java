package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A wire that keeps what is sent, and says what a server would say. */
final class FakeWire implements Wire {

    /** An input frame as the server would read it. */
    record Input(long channel, long seq, String data) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<JsonNode> texts = new ArrayList<>();
    final List<Input> inputs = new ArrayList<>();
    Optional<Integer> closed = Optional.empty();
    private final Wire.Listener client;

    FakeWire(TerminalClient terminal) {
        client = terminal.newLink();
        terminal.opened(this);
    }

    @Override
    public void text(String message) {
        texts.add(json(message));
    }

    @Override
    public void binary(ByteBuffer frame) {
        if (frame.get() == 3) {
            long channel = frame.getInt();
            long seq = frame.getLong();
            inputs.add(new Input(
                    channel, seq, StandardCharsets.ISO_8859_1.decode(frame).toString()));
        }
    }

    @Override
    public void close(int code, String reason) {
        closed = Optional.of(code);
    }

    JsonNode last() {
        return texts.get(texts.size() - 1);
    }

    List<String> types() {
        return texts.stream().map(text -> text.get("type").asText()).toList();
    }

    void say(String json) {
        client.text(json.replace('\'', '"'));
    }

    void connected(String resume, String epoch, long offset, long inputSeq) {
        say("{'type':'connected','sessionId':'dev','paneId':'%1','channel':7,'epoch':'" + epoch + "','offset':" + offset
                + ",'cols':80,'rows':24,'access':'write','clientId':'x','resume':'" + resume + "','inputSeq':"
                + inputSeq + "}");
    }

    void output(long offset, String data) {
        frame(1, offset, data);
    }

    void snapshot(long offset, String data) {
        frame(2, offset, data);
    }

    void hangUp(int code) {
        client.closed(code, "");
    }

    private void frame(int kind, long offset, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        client.binary(ByteBuffer.allocate(13 + bytes.length)
                .put((byte) kind)
                .putInt(7)
                .putLong(offset)
                .put(bytes)
                .flip());
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
