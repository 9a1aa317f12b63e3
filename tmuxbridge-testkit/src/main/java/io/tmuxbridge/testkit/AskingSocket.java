package io.tmuxbridge.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client on the JDK's own WebSocket that asks, keeps each message until it is wanted, and notes how the connection
 * ends: an ordinary peer.
 *
 * <p>What it waits for must come within twenty seconds.
 *
 * <p><b>Threads:</b> one that asks and waits; messages come in on the JDK's.
 */
public final class AskingSocket implements WebSocket.Listener, AutoCloseable {

    /** Asks the server for its description: answered to whoever is signed in, and touches no tmux server. */
    public static final String INFO = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}";

    /** The end of a connection, behind all of its messages. */
    private record Closed(int code) {}

    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    private AskingSocket(HttpClient http, String url, Map<String, String> headers, String... protocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    /**
     * Opens a connection to a server on this machine.
     *
     * @param port the server's port
     * @param target path and query
     * @param headers headers of the handshake by name
     * @param protocols subprotocols to offer
     * @return the open connection
     * @throws java.util.concurrent.CompletionException when the server refuses it
     */
    public static AskingSocket open(int port, String target, Map<String, String> headers, String... protocols) {
        return open("ws://127.0.0.1:" + port + target, headers, protocols);
    }

    /**
     * Opens a connection.
     *
     * @param url a {@code ws:} address
     * @param headers headers of the handshake by name
     * @param protocols subprotocols to offer
     * @return the open connection
     * @throws java.util.concurrent.CompletionException when the server refuses it
     */
    public static AskingSocket open(String url, Map<String, String> headers, String... protocols) {
        return open(HttpClient.newHttpClient(), url, headers, protocols);
    }

    /**
     * Opens a connection with an HTTP client of the caller's.
     *
     * @param http the client, which knows cookies or certificates
     * @param url a {@code ws:} or {@code wss:} address
     * @param headers headers of the handshake by name
     * @param protocols subprotocols to offer
     * @return the open connection
     * @throws java.util.concurrent.CompletionException when the server refuses it
     */
    public static AskingSocket open(HttpClient http, String url, Map<String, String> headers, String... protocols) {
        return new AskingSocket(http, url, headers, protocols);
    }

    /**
     * The connection itself, for what this class does not do.
     *
     * @return the JDK's socket
     */
    public WebSocket socket() {
        return socket;
    }

    /**
     * Sends a text.
     *
     * @param message the text
     */
    public void say(String message) {
        socket.sendText(message, true).join();
    }

    /**
     * Sends a request.
     *
     * @param request a request of JSON-RPC
     * @return the next message that tells of a result or of an error, or "closed" and the code when the end comes first
     */
    public String ask(String request) {
        say(request);
        return until(answer ->
                answer.contains("\"result\"") || answer.contains("\"error\"") || answer.startsWith("closed "));
    }

    /**
     * Reads on to a text.
     *
     * @param words what it holds
     */
    public void awaitText(String words) {
        until(message -> message.contains(words));
    }

    /**
     * The next message.
     *
     * @return a {@link String} or a {@code byte[]}
     */
    public Object message() {
        Object next = next();
        if (next instanceof Closed) {
            throw new AssertionError("the connection ended before a message: " + next);
        }
        return next;
    }

    /**
     * Reads on to the end of the connection.
     *
     * @return its close code
     */
    public int closeCode() {
        while (true) {
            if (next() instanceof Closed closed) {
                return closed.code();
            }
        }
    }

    private String until(Predicate<String> wanted) {
        while (true) {
            Object next = next();
            String words = next instanceof Closed closed ? "closed " + closed.code() : next.toString();
            if (wanted.test(words)) {
                return words;
            }
            if (next instanceof Closed) {
                throw new AssertionError("the connection ended before what was waited for: " + words);
            }
        }
    }

    private Object next() {
        try {
            Object next = messages.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within 20 s");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
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
        messages.add(new Closed(statusCode));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        messages.add(new Closed(1006));
    }

    /** Drops the connection. */
    @Override
    public void close() {
        socket.abort();
    }
}
