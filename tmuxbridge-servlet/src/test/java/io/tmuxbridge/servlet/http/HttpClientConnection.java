package io.tmuxbridge.servlet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.jakarta.contract.TransportClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A client of the transport over HTTP, on two bare sockets: one for POSTs, one for the events. */
final class HttpClientConnection implements TransportClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What {@link #read} gives for a ping. */
    static final Object PING = new Object();

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final String path;
    private final int port;
    private RawHttp posts;
    private final RawHttp events;
    private final RawHttp.Answer opened;
    private final JsonNode said;
    private final List<String> headers;
    private InputStream stream;
    private long number;

    /** Opens it, and asks for its events if there are to be any. */
    HttpClientConnection(int port, String target, List<String> protocols, String... headers) throws IOException {
        this(port, target, protocols, true, headers);
    }

    HttpClientConnection(int port, String target, List<String> protocols, boolean withEvents, String... headers)
            throws IOException {
        this.headers = new ArrayList<>(List.of(headers));
        this.headers.add("Content-Type: application/json");
        List<String> opening = new ArrayList<>(this.headers);
        if (!protocols.isEmpty()) {
            opening.add("Tmuxbridge-Protocols: " + String.join(", ", protocols));
        }
        this.port = port;
        posts = new RawHttp(port);
        posts.send("POST", target, opening, new byte[0]);
        opened = posts.answer();
        said = opened.header("Content-Type").startsWith("application/json")
                ? JSON.readTree(opened.body())
                : JSON.createObjectNode();
        path = target.replaceFirst("\\?.*", "").replaceFirst("/http/terminal.*", "/http/terminal/") + id();
        events = new RawHttp(port);
        if (isOpen() && withEvents) {
            askForEvents();
        }
    }

    void askForEvents() throws IOException {
        events.send("GET", path + "/events", List.of("Tmuxbridge-Key: " + key()), new byte[0]);
        String head = events.head();
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("no events: " + head);
        }
        stream = new BufferedInputStream(events.chunked(), 1 << 14);
    }

    boolean isOpen() {
        return said.has("id");
    }

    String id() {
        return said.path("id").asText();
    }

    String key() {
        return said.path("key").asText();
    }

    /** Where this connection's requests go, without their last word. */
    String path() {
        return path;
    }

    @Override
    public boolean isTaken() {
        return isOpen() || said.has("code");
    }

    @Override
    public int status() {
        return opened.status();
    }

    @Override
    public String subprotocol() {
        return said.path("protocol").asText();
    }

    @Override
    public String answer() {
        return opened.head() + opened.body();
    }

    @Override
    public void text(String message) throws IOException {
        send(message);
    }

    @Override
    public void binary(byte[] message) throws IOException {
        send(Map.of("binary", Base64.getEncoder().encodeToString(message)));
    }

    @Override
    public void close(int code, String reason) throws IOException {
        send(new java.util.TreeMap<>(Map.of("close", code, "reason", reason)));
    }

    private void send(Object message) throws IOException {
        if (isOpen()) {
            post(++number, JSON.writeValueAsBytes(List.of(message)));
        }
    }

    /** One POST of messages, with a number of the caller's choice. */
    RawHttp.Answer post(long count, byte[] body) throws IOException {
        List<String> lines = new ArrayList<>(headers);
        lines.add("Tmuxbridge-Key: " + key());
        lines.add("Tmuxbridge-Number: " + count);
        try {
            posts.send("POST", path + "/messages", lines, body);
            return posts.answer();
        } catch (EOFException | SocketException e) { // Tomcat ends a connection after 100 requests
            posts = new RawHttp(port);
            posts.send("POST", path + "/messages", lines, body);
            return posts.answer();
        }
    }

    @Override
    public Object read() throws IOException {
        if (said.has("code")) {
            return new Closed(said.get("code").asInt(), said.get("reason").asText());
        }
        String name = "";
        String data = null;
        long begun = System.nanoTime();
        while (true) {
            String line = line();
            if (line.equals(":") && System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new SocketTimeoutException("only comments come");
            }
            if (line.isEmpty() && data != null) {
                return event(name, data);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
    }

    private static Object event(String name, String data) throws IOException {
        return switch (name) {
            case "" -> data;
            case "text" -> new String(Base64.getDecoder().decode(data), UTF_8);
            case "binary" -> Base64.getDecoder().decode(data);
            case "ping" -> PING;
            case "close" -> {
                JsonNode close = JSON.readTree(data);
                yield new Closed(close.get("code").asInt(), close.get("reason").asText());
            }
            default -> throw new IOException("an event of the name " + name);
        };
    }

    /** A line of the event stream, comments included. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0) {
                throw new EOFException("the event stream ended");
            }
            line.write(next);
        }
        return line.toString(UTF_8);
    }

    /** Whether the events are over, rightly: with the end of the answer. */
    boolean endsRightly() throws IOException {
        return stream.readAllBytes().length == 0;
    }

    void abortEvents() throws IOException {
        events.abort();
    }

    @Override
    public void abort() throws IOException {
        events.abort();
        posts.abort();
    }

    @Override
    public boolean drainsToTheEnd() throws IOException {
        try {
            stream.readAllBytes();
            return true; // the answer is whole
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // cut
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
        posts.close();
    }
}
