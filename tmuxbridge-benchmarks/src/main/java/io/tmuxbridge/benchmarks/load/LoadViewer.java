package io.tmuxbridge.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A viewer that acknowledges as a browser would and checks the lines that it gets.
 *
 * <p><b>Threads:</b> the one of the HTTP client's executor, which all viewers share; figures are read after it has
 * ended.
 */
final class LoadViewer implements WebSocket.Listener {

    private static final int ACK_EVERY = 64 * 1024;
    private static final int HEADER = 13;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String subprotocol;
    private final String connect;
    private final long measuredFrom;
    private final Executor executor;
    private final LineCheck lines;
    private final CompletableFuture<Void> shown = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private @Nullable WebSocket socket;
    private boolean acknowledging;
    private long acknowledged;
    private long position = -1;
    private long frames;
    private long bytes;
    private @Nullable String trouble;

    LoadViewer(String subprotocol, String delivery, long measuredFrom, Executor executor) {
        this.subprotocol = subprotocol;
        this.connect =
                "{\"type\":\"connect\",\"cols\":80,\"rows\":24,\"access\":\"read\",\"delivery\":\"" + delivery + "\"}";
        this.measuredFrom = measuredFrom;
        this.executor = executor;
        this.lines = new LineCheck(measuredFrom);
    }

    /** Done with the first screen, or with what went wrong. */
    CompletableFuture<Void> shown() {
        return shown;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.sendText(connect, true);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            message(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        while (header.hasRemaining() && part.hasRemaining()) {
            header.put(part.get());
            if (!header.hasRemaining()) {
                begin(header.get(0) == 2, header.getLong(5));
            }
        }
        if (header.get(0) == 1) {
            output(part);
        }
        if (last) {
            header.clear();
            acknowledge();
        }
        from.request(1);
        return null;
    }

    private void message(String json) {
        try {
            JsonNode message = JSON.readTree(json);
            switch (message.path("type").asText()) {
                case "output" -> {
                    boolean snapshot = message.path("snapshot").asBoolean();
                    begin(snapshot, message.path("offset").asLong());
                    if (!snapshot) {
                        output(ByteBuffer.wrap(message.path("data").asText().getBytes(StandardCharsets.UTF_8)));
                        position = message.path("end").asLong();
                    }
                    acknowledge();
                }
                case "error", "disconnect" -> ended(json);
                default -> {
                    // of no account here
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(boolean snapshot, long offset) {
        if (offset != position) {
            lines.cut();
        }
        position = offset;
        frames += System.nanoTime() >= measuredFrom ? 1 : 0;
        if (snapshot) {
            shown.complete(null);
        }
    }

    private void output(ByteBuffer data) {
        long now = System.nanoTime();
        position += data.remaining();
        bytes += now >= measuredFrom ? data.remaining() : 0;
        lines.read(data, now);
    }

    /** One at a time, as {@link WebSocket} wants it. */
    private void acknowledge() {
        WebSocket to = socket;
        if (acknowledging || to == null || position - acknowledged < ACK_EVERY) {
            return;
        }
        acknowledging = true;
        acknowledged = position;
        to.sendText("{\"type\":\"ack\",\"offset\":" + position + "}", true)
                .whenCompleteAsync(
                        (sent, failure) -> {
                            acknowledging = false;
                            if (failure == null) {
                                acknowledge();
                            }
                        },
                        executor);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended("closed with " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended(error.toString());
    }

    private void ended(String why) {
        trouble = trouble == null ? why : trouble;
        shown.completeExceptionally(new IOException(why));
    }

    String subprotocol() {
        return subprotocol;
    }

    LineCheck lines() {
        return lines;
    }

    long frames() {
        return frames;
    }

    long bytes() {
        return bytes;
    }

    /** What ended it before its time. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
