package io.tmuxbridge.examples.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps to the wire contract and comes back at once whenever its line breaks, by JSON and by binary in
 * turn. It notes whatever the contract does not allow.
 *
 * <p><b>Threads:</b> one of its own that connects and reads; {@link #type} from any.
 */
final class SteadyClient implements FaultClient {

    private static final int IMPATIENT_MILLIS = 100;
    private static final int SILENCES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Hears the output. */
    interface Screen {
        void bytes(byte[] data);

        /** A size of 0 means the one told last. */
        void snapshot(byte[] data, int cols, int rows);

        default void resized(int cols, int rows) {}
    }

    private record Entry(long seq, byte[] data) {}

    private final IntSupplier port;
    private final String session;
    private final Screen screen;
    private final String more;
    private final int silenceMillis;
    private final String clientId = UUID.randomUUID().toString();
    private final Thread thread = new Thread(this::run, "steady-client");
    private final Deque<Entry> unacknowledged = new ArrayDeque<>();
    private final List<FrameSocket> abandoned = new ArrayList<>();
    private final Map<Resume, Integer> resumes = new EnumMap<>(Resume.class);
    private final Map<Integer, Integer> closes = new HashMap<>();
    private final List<Long> nanosToRight = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<byte[]> notSent = new ArrayList<>();
    private final Map<Long, byte[]> typed = new HashMap<>();
    private final Deque<Long> order = new ArrayDeque<>();

    private volatile boolean stopped;
    private volatile String lastFailure = "none";
    private @Nullable FrameSocket live;
    private @Nullable FrameSocket current;
    private String epoch = "";
    private boolean binary;
    private boolean awaitsSnapshot = true;
    private boolean right;
    private long offset;
    private long channel;
    private long lastSeq;
    private long attempt;
    private long linkedAt;
    private String ended = "";

    SteadyClient(IntSupplier port, String session, String more, Screen screen) {
        this(port, session, more, screen, IMPATIENT_MILLIS);
    }

    /** One that pings after so long a silence, and gives a line up after three. */
    SteadyClient(IntSupplier port, String session, String more, Screen screen, int silenceMillis) {
        this.silenceMillis = silenceMillis;
        this.port = port;
        this.session = session;
        this.more = more;
        this.screen = screen;
        thread.setDaemon(true);
    }

    SteadyClient start() {
        thread.start();
        return this;
    }

    @Override
    public synchronized void type(byte[] data) {
        Entry entry = new Entry(++lastSeq, data);
        unacknowledged.addLast(entry);
        remember(entry);
        send(entry);
    }

    @Override
    public synchronized int unacknowledged() {
        return unacknowledged.size();
    }

    @Override
    public synchronized List<byte[]> notSent() {
        return List.copyOf(notSent);
    }

    @Override
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public synchronized Map<Resume, Integer> resumes() {
        return new EnumMap<>(resumes);
    }

    @Override
    public synchronized Map<Integer, Integer> closes() {
        return Map.copyOf(closes);
    }

    @Override
    public synchronized List<Long> nanosToRight() {
        return List.copyOf(nanosToRight);
    }

    @Override
    public synchronized boolean isRight() {
        return live != null && !awaitsSnapshot;
    }

    /** Why the terminal is over, empty while it is not. */
    synchronized String ended() {
        return ended;
    }

    synchronized void resize(int cols, int rows) {
        if (live != null) {
            try {
                live.send("{\"type\":\"resize\",\"channel\":" + channel + ",\"cols\":" + cols + ",\"rows\":" + rows
                        + "}");
            } catch (IOException e) {
                // The reader notices.
            }
        }
    }

    /** Says that it leaves, if it can, and ends. */
    void leave() {
        FrameSocket to;
        synchronized (this) {
            stopped = true;
            to = live;
        }
        if (to != null) {
            try {
                to.send("{\"type\":\"disconnect\",\"channel\":" + channel + "}");
                thread.join(2000);
            } catch (IOException e) {
                // Then it leaves without a word.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        close();
    }

    /** Breaks its own line. */
    void drop() {
        FrameSocket socket;
        synchronized (this) {
            socket = current;
        }
        close(socket);
    }

    @Override
    public void close() {
        stopped = true;
        drop();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned.forEach(SteadyClient::close);
    }

    /** Where it stands, for the message of a failed test. */
    @Override
    public synchronized String toString() {
        return "attempt " + attempt + ", live " + (live != null) + ", at " + offset + " of " + epoch
                + ", unacknowledged " + unacknowledged.size() + ", " + resumes + ", violations " + violations
                + ", closes " + closes + ", last failure " + lastFailure;
    }

    private void run() {
        while (!stopped) {
            try {
                connection();
            } catch (IOException e) {
                lastFailure = e.toString();
                LockSupport.parkNanos(2_000_000);
            } finally {
                synchronized (this) {
                    live = null;
                    right = false;
                }
            }
        }
    }

    private void connection() throws IOException {
        attempt++;
        binary = attempt % 2 == 0;
        FrameSocket socket = new FrameSocket(
                port.getAsInt(), "/ws/terminal", binary ? "tmuxbridge.v1.binary" : "tmuxbridge.v1.json", silenceMillis);
        synchronized (this) {
            current = socket;
            linkedAt = System.nanoTime();
        }
        boolean silent = false;
        try {
            socket.send(connect());
            silent = readAll(socket);
        } finally {
            if (!silent) {
                close(socket);
            }
        }
    }

    /** Reads to the end; true when the line is given up because it is silent: it stays open, as a lost one would. */
    private boolean readAll(FrameSocket socket) throws IOException {
        int silences = 0;
        while (!stopped || live == socket && ended.isEmpty()) {
            try {
                FrameSocket.Message message = socket.read();
                silences = 0;
                if (message.isClose()) {
                    closed(message.closeCode());
                    return false;
                }
                hear(socket, message);
            } catch (SocketTimeoutException silence) {
                if (++silences == SILENCES || socket.within()) {
                    abandoned.add(socket);
                    return true;
                }
                socket.send("{\"type\":\"ping\"}");
            }
        }
        return false;
    }

    private synchronized String connect() {
        String resume = epoch.isEmpty() ? "" : ",\"resume\":{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
        return "{\"type\":\"connect\",\"sessionId\":\"" + session + "\",\"cols\":80,\"rows\":24,\"clientId\":\""
                + clientId + "\",\"attempt\":" + attempt + resume + more + "}";
    }

    private synchronized void hear(FrameSocket from, FrameSocket.Message message) throws IOException {
        if (message.opcode() == FrameSocket.BINARY) {
            ByteBuffer frame = ByteBuffer.wrap(message.data());
            boolean snapshot = frame.get() == 2;
            frame.getInt();
            long at = frame.getLong();
            byte[] data = new byte[frame.remaining()];
            frame.get(data);
            output(snapshot, at, snapshot ? at : at + data.length, data, 0, 0);
            return;
        }
        JsonNode node = JSON.readTree(message.text());
        switch (node.path("type").asText()) {
            case "connected" -> connected(from, node);
            case "output" ->
                output(
                        node.path("snapshot").asBoolean(),
                        node.path("offset").asLong(),
                        node.path("end").asLong(),
                        node.path("data").asText().getBytes(StandardCharsets.UTF_8),
                        node.path("cols").asInt(),
                        node.path("rows").asInt());
            case "resize" ->
                screen.resized(node.path("cols").asInt(), node.path("rows").asInt());
            case "input-ack" -> acknowledged(node.path("seq").asLong());
            case "error" -> error(node);
            case "disconnect" -> {
                ended = node.path("reason").asText();
                stopped = true;
            }
            default -> {}
        }
    }

    private void connected(FrameSocket from, JsonNode node) throws IOException {
        Resume resume = Resume.valueOf(node.path("resume").asText().toUpperCase(Locale.ROOT));
        resumes.merge(resume, 1, Integer::sum);
        String newEpoch = node.path("epoch").asText();
        long at = node.path("offset").asLong();
        if (resume == Resume.RESUMED && (!newEpoch.equals(epoch) || at != offset)) {
            violations.add("resumed at " + at + " of " + newEpoch + " instead of " + offset + " of " + epoch);
        }
        if (resume == Resume.GAP && node.path("lost").asLong() != at - offset) {
            violations.add("gap of " + node.path("lost") + " from " + offset + " to " + at);
        }
        long inputSeq = node.path("inputSeq").asLong();
        if (resume == Resume.FRESH && !epoch.isEmpty()) {
            unacknowledged.forEach(entry -> notSent.add(entry.data()));
            unacknowledged.clear();
            lastSeq = inputSeq;
        } else {
            acknowledged(inputSeq);
        }
        if (resume != Resume.RESUMED) {
            screen.resized(node.path("cols").asInt(), node.path("rows").asInt());
        }
        epoch = newEpoch;
        channel = node.path("channel").asLong();
        awaitsSnapshot |= resume != Resume.RESUMED;
        offset = at;
        live = from;
        if (resume == Resume.RESUMED && awaitsSnapshot) {
            // The line broke between connected and the snapshot.
            from.send("{\"type\":\"refresh\",\"channel\":" + channel + "}");
        }
        abandoned.forEach(SteadyClient::close);
        abandoned.clear();
        unacknowledged.forEach(this::send);
    }

    private void output(boolean snapshot, long at, long end, byte[] data, int cols, int rows) {
        if (live == null) {
            violations.add("output before connected");
        }
        if (snapshot) {
            screen.snapshot(data, cols, rows);
            awaitsSnapshot = false;
        } else if (awaitsSnapshot) {
            // What comes between resumed and the snapshot that was asked for is in the snapshot.
            offset = end;
            return;
        } else if (at != offset) {
            violations.add("output at " + at + " instead of at " + offset);
            return;
        } else {
            screen.bytes(data);
        }
        offset = end;
        if (!right) {
            right = true;
            nanosToRight.add(System.nanoTime() - linkedAt);
        }
    }

    private void acknowledged(long seq) {
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().seq() <= seq) {
            unacknowledged.removeFirst();
        }
    }

    private void error(JsonNode node) throws IOException {
        if (node.path("code").asText().equals("input-lost")) {
            for (long seq = node.path("seq").asLong();
                    seq <= node.path("lastSeq").asLong();
                    seq++) {
                byte[] data = typed.remove(seq);
                if (data != null) {
                    notSent.add(data);
                }
            }
        } else if (node.path("retryable").asBoolean() && node.path("channel").isMissingNode()) {
            throw new IOException("connect was refused for now: " + node);
        } else {
            violations.add(node.toString());
        }
    }

    private synchronized void closed(int code) {
        closes.merge(code, 1, Integer::sum);
        if (code == 4409 || code == 1002 || code == 1008 || code == 1009) {
            violations.add("closed with " + code);
        }
    }

    /** Input that was acknowledged may yet be told to be lost: the last thousand are kept. */
    private void remember(Entry entry) {
        typed.put(entry.seq(), entry.data());
        order.addLast(entry.seq());
        if (order.size() > 1000) {
            typed.remove(order.removeFirst());
        }
    }

    private void send(Entry entry) {
        FrameSocket to = live;
        if (to == null) {
            return;
        }
        try {
            if (binary) {
                ByteBuffer frame = ByteBuffer.allocate(13 + entry.data().length);
                frame.put((byte) 3).putInt((int) channel).putLong(entry.seq()).put(entry.data());
                to.send(FrameSocket.BINARY, frame.array());
            } else {
                to.send("{\"type\":\"input\",\"channel\":" + channel + ",\"seq\":" + entry.seq() + ",\"data\":"
                        + JSON.writeValueAsString(new String(entry.data(), StandardCharsets.UTF_8)) + "}");
            }
        } catch (IOException e) {
            // The reader meets the end of the line; what is not acknowledged is sent again.
        }
    }

    private static void close(@Nullable FrameSocket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // Nothing more can be done for it.
        }
    }
}
