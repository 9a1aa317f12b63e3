package io.tmuxbridge.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the JDK's client. It is heard as one is in memory; binary frames are read by docs/protocol.md, and not
 * by the code that writes them.
 *
 * <p><b>Threads:</b> one that speaks and asks; messages come in on the client's own. Guarded by the monitor.
 */
final class SocketLine implements Line, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte OUTPUT = 1;
    private static final byte SNAPSHOT = 2;
    private static final byte INPUT = 3;
    private static final int HEADER = 13;

    private final boolean binary;
    private final List<JsonNode> messages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int channel;
    private int cols;
    private int rows;
    private @Nullable String ended;
    private @Nullable WebSocket socket;

    private SocketLine(boolean binary) {
        this.binary = binary;
    }

    static SocketLine open(HttpClient http, URI where, String token, boolean binary) {
        SocketLine line = new SocketLine(binary);
        String bearer = "bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
        line.socket = http.newWebSocketBuilder()
                .subprotocols(binary ? "tmuxbridge.v1.binary" : "tmuxbridge.v1.json", bearer)
                .buildAsync(where, line)
                .join();
        return line;
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new AssertionError("it is not open");
        }
        return socket;
    }

    @Override
    public void say(String json) {
        socket().sendText(json.replace('\'', '"'), true).join();
    }

    @Override
    public void type(int seq, byte[] data) {
        if (binary) {
            ByteBuffer frame = ByteBuffer.allocate(HEADER + data.length);
            frame.put(INPUT).putInt(channel()).putLong(seq).put(data).flip();
            socket().sendBinary(frame, true).join();
        } else {
            say("{'type':'input','seq':" + seq + ",'encoding':'base64','data':'"
                    + Base64.getEncoder().encodeToString(data) + "'}");
        }
    }

    private synchronized int channel() {
        return channel;
    }

    @Override
    public synchronized List<JsonNode> heard(int from) {
        if (ended != null) {
            throw new AssertionError("the connection has ended: " + ended);
        }
        return List.copyOf(messages.subList(from, messages.size()));
    }

    @Override
    public JsonNode hear(String type) {
        return await().until(
                        () -> heard(0).stream()
                                .filter(each -> each.path("type").asText().equals(type))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        synchronized (this) {
            text.append(data);
            if (last) {
                messages.add(read(text.toString()));
                text.setLength(0);
            }
        }
        from.request(1);
        return null;
    }

    private JsonNode read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            String type = node.path("type").asText();
            if (type.equals("connected")) {
                channel = node.path("channel").asInt();
            }
            if (type.equals("connected") || type.equals("resize")) {
                cols = node.path("cols").asInt();
                rows = node.path("rows").asInt();
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        synchronized (this) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            if (last) {
                messages.add(output(ByteBuffer.wrap(bytes.toByteArray())));
                bytes.reset();
            }
        }
        from.request(1);
        return null;
    }

    /** A snapshot has the size that was told last. */
    private ObjectNode output(ByteBuffer frame) {
        byte kind = frame.get();
        int of = frame.getInt();
        long offset = frame.getLong();
        byte[] data = new byte[frame.remaining()];
        frame.get(data);
        if (!binary || of != channel || kind != OUTPUT && kind != SNAPSHOT) {
            ended = "a binary frame of kind " + kind + " for channel " + of;
        }
        ObjectNode node = JSON.createObjectNode().put("type", "output").put("offset", offset);
        node.put("data", data);
        return kind == SNAPSHOT
                ? node.put("end", offset)
                        .put("snapshot", true)
                        .put("cols", cols)
                        .put("rows", rows)
                : node.put("end", offset + data.length);
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended = code + " " + reason;
        return null;
    }

    @Override
    public synchronized void onError(WebSocket from, Throwable error) {
        ended = error.toString();
    }
}
