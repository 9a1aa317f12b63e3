package io.tmuxbridge.examples;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket of the JDK that collects what it gets. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {

    /** Asks the server for its description: answered to whoever is signed in, and touches no tmux server. */
    static final String INFO = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}";

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    TestSocket(HttpClient http, String url, Map<String, String> headers, String... protocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    TestSocket(String url, Map<String, String> headers, String... protocols) {
        this(HttpClient.newHttpClient(), url, headers, protocols);
    }

    /** Sends a text. */
    void tell(String message) {
        socket.sendText(message, true).join();
    }

    /** Sends a text and gives the answer, or "closed" and the code. */
    String ask(String message) throws Exception {
        tell(message);
        CompletableFuture<String> closed = closeCode.thenApply(code -> "closed " + code);
        for (int i = 0; i < 400; i++) {
            String answer = texts.poll(50, TimeUnit.MILLISECONDS);
            if (answer != null) {
                return answer;
            }
            if (closed.isDone()) {
                return closed.get();
            }
        }
        throw new AssertionError("no answer to " + message);
    }

    /** Reads on to a text that holds the words. */
    void awaitText(String words) throws InterruptedException {
        String text = "";
        while (!text.contains(words)) {
            text = Optional.ofNullable(texts.poll(20, TimeUnit.SECONDS)).orElseThrow();
        }
    }

    int closeCode() throws Exception {
        return Optional.ofNullable(closeCode.get(20, TimeUnit.SECONDS)).orElseThrow();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
