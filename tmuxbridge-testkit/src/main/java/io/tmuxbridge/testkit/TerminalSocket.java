package io.tmuxbridge.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client on the JDK's own WebSocket that types into a terminal and reads what it shows, to see a server from outside.
 *
 * <p>What it waits for must come within twenty seconds.
 *
 * <p><b>Threads:</b> one that sends and waits; messages come in on the JDK's.
 */
public final class TerminalSocket implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final Pattern OUTPUT = Pattern.compile("\"data\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final StringBuilder message = new StringBuilder();
    private final StringBuilder messages = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private @Nullable Integer closeCode;
    private final WebSocket socket;

    private TerminalSocket(String url, Map<String, String> headers, String... protocols) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    /**
     * Opens a connection.
     *
     * @param url a {@code ws:} address of a bridge
     * @param headers headers of the handshake by name
     * @param protocols subprotocols to offer
     * @return the open connection
     */
    public static TerminalSocket open(String url, Map<String, String> headers, String... protocols) {
        return new TerminalSocket(url, headers, protocols);
    }

    /**
     * Becomes a viewer of 80 by 24 cells, and waits until it is one.
     *
     * @param session the session's name
     * @return this
     */
    public TerminalSocket connect(String session) {
        send("{\"type\":\"connect\",\"sessionId\":\"" + session + "\",\"cols\":80,\"rows\":24}");
        awaitMessage("\"type\":\"connected\"");
        return this;
    }

    /**
     * Types printable text and a return.
     *
     * @param session the session's name
     * @param text without quotes and backslashes
     */
    public void type(String session, String text) {
        send("{\"type\":\"input\",\"sessionId\":\"" + session + "\",\"data\":\"" + text + "\\r\"}");
    }

    /**
     * Sends a message.
     *
     * @param json the message
     */
    public void send(String json) {
        socket.sendText(json, true).join();
    }

    /**
     * Waits for words in the output.
     *
     * @param words words without control characters
     */
    public void awaitOutput(String words) {
        await(output, words);
    }

    /**
     * Waits for words in any message.
     *
     * @param words a part of its JSON
     */
    public void awaitMessage(String words) {
        await(messages, words);
    }

    /**
     * Waits for the end of the connection.
     *
     * @return its close code
     */
    public synchronized int awaitClose() {
        long end = System.nanoTime() + PATIENCE;
        while (closeCode == null) {
            pause(end, "no end of the connection; it got:\n" + messages);
        }
        return closeCode;
    }

    private synchronized void await(StringBuilder where, String words) {
        long end = System.nanoTime() + PATIENCE;
        while (where.indexOf(words) < 0) {
            if (closeCode != null) {
                throw new AssertionError(
                        "closed with " + closeCode + " before \"" + words + "\"; it got:\n" + messages);
            }
            pause(end, "no \"" + words + "\"; it got:\n" + messages);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void pause(long end, String otherwise) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new AssertionError(otherwise);
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            messages.append(message).append('\n');
            Matcher found = OUTPUT.matcher(message);
            if (message.indexOf("\"type\":\"output\"") >= 0 && found.find()) {
                output.append(found.group(1));
            }
            message.setLength(0);
            notifyAll();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode = statusCode;
        notifyAll();
        return null;
    }

    @Override
    public synchronized void onError(WebSocket webSocket, Throwable error) {
        if (closeCode == null) {
            closeCode = 1006;
        }
        notifyAll();
    }

    /** Drops the connection. */
    @Override
    public void close() {
        socket.abort();
    }
}
