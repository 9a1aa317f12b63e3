package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import io.tmuxbridge.client.spi.Target;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line that keeps what is sent, and says what a server would say, with {@code '} for {@code "}. */
final class FakeLine implements Line {

    /** An input frame as the server would read it. */
    record Input(long channel, long seq, String data) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Target target;
    final List<JsonNode> texts = new ArrayList<>();
    final List<Input> inputs = new ArrayList<>();
    Optional<Integer> closed = Optional.empty();
    boolean breaksWhenSpokenTo;
    private final LineListener client;

    FakeLine(Target target, LineListener client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public void text(String message) {
        if (breaksWhenSpokenTo) {
            client.closed(1006, "");
        }
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
        return texts.stream().map(text -> text.path("type").asText()).toList();
    }

    void say(String json) {
        client.text(json.replace('\'', '"'));
    }

    void connected(String resume, String epoch, long offset, long inputSeq) {
        connected("dev", 7, resume, epoch, offset, inputSeq);
    }

    void connected(String session, long channel, String resume, String epoch, long offset, long inputSeq) {
        say("{'type':'connected','sessionId':'" + session + "','paneId':'%1','channel':" + channel + ",'epoch':'"
                + epoch
                + "','offset':" + offset + ",'cols':80,'rows':24,'access':'write','clientId':'x','resume':'" + resume
                + "','inputSeq':" + inputSeq + "}");
    }

    void output(long offset, String data) {
        frame(1, 7, offset, data);
    }

    void snapshot(long offset, String data) {
        frame(2, 7, offset, data);
    }

    void frame(int kind, long channel, long offset, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        client.binary(ByteBuffer.allocate(13 + bytes.length)
                .put((byte) kind)
                .putInt((int) channel)
                .putLong(offset)
                .put(bytes)
                .flip());
    }

    void raw(byte[] message) {
        client.binary(ByteBuffer.wrap(message));
    }

    void hangUp(int code, String reason) {
        client.closed(code, reason);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
