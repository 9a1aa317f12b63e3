package io.tmuxbridge.jakarta;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's own WebSocket client, collecting what it gets: an ordinary peer. */
final class JdkClient implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    JdkClient(int port, String rawTarget, List<String> protocols) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.get(0), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + rawTarget), this)
                .join();
    }

    WebSocket socket() {
        return socket;
    }

    Object message() throws InterruptedException {
        return Optional.ofNullable(messages.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    int closeCode() throws InterruptedException {
        return Optional.ofNullable(codes.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] copy = new byte[data.remaining()];
        data.get(copy);
        messages.add(copy);
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        codes.add(statusCode);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
