package io.tmuxbridge.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client: asks, and notes how the connection ends. */
final class WsClient implements WebSocket.Listener, AutoCloseable {

    static final String INFO = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}";

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    WsClient(int port, String path, Map<String, String> headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                .join();
    }

    /** Says something; the first answer that tells of a result or an error. */
    String ask(String message) throws InterruptedException {
        socket.sendText(message, true).join();
        while (true) {
            String answer =
                    Optional.ofNullable(texts.poll(20, TimeUnit.SECONDS)).orElseThrow();
            if (answer.contains("\"result\"") || answer.contains("\"error\"")) {
                return answer;
            }
        }
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    int closeCode() throws InterruptedException {
        return Optional.ofNullable(codes.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
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
