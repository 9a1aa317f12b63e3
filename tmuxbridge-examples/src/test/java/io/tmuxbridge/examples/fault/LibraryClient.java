package io.tmuxbridge.examples.fault;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.Snapshot;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import io.tmuxbridge.client.spi.Connector;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import io.tmuxbridge.client.spi.Target;
import io.tmuxbridge.client.websocket.WebSocketConnector;
import io.tmuxbridge.transport.Subprotocol;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.jspecify.annotations.Nullable;

/**
 * The Java client of {@code tmuxbridge-client} over a line that breaks: nothing is checked in it but what its listener
 * is told, and what goes over the line is looked at only to count closes.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class LibraryClient implements FaultClient, TerminalListener {

    private static final String CONTAINER = "org.glassfish.tyrus.container.grizzly.client.GrizzlyClientContainer";
    private static final Logger TYRUS = Logger.getLogger("org.glassfish");

    private final SteadyClient.Screen screen;
    private final Map<Resume, Integer> resumes = new EnumMap<>(Resume.class);
    private final Map<Integer, Integer> closes = new ConcurrentHashMap<>();
    private final List<Long> nanosToRight = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<byte[]> notSent = new ArrayList<>();
    private final TmuxClient client;
    private final Terminal terminal;
    private int unacknowledged;
    private int notSentByFutures;
    private long linkedAt;
    private long awaySince;
    private long longestAway;
    private String longestStory = "";
    private final StringBuilder story = new StringBuilder();
    private boolean awaitsSnapshot = true;
    private boolean live;
    private boolean right;

    LibraryClient(int port, Subprotocol subprotocol, TerminalSpec what, SteadyClient.Screen screen) throws Exception {
        this.screen = screen;
        TYRUS.setLevel(Level.OFF);
        client = TmuxClient.builder(URI.create("ws://127.0.0.1:" + port))
                .subprotocol(subprotocol)
                .connector(watched(tyrus()))
                .silence(Duration.ofMillis(100), Duration.ofMillis(300))
                .backoff(Duration.ofMillis(2), Duration.ofMillis(10))
                .patience(Duration.ofMillis(300))
                .build();
        terminal = open(what);
    }

    /** The client does not try the first connect again, which is cut like the others. */
    private Terminal open(TerminalSpec what) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                return client.open(what, this).get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                boolean again = e.getCause() instanceof TmuxBridgeException why && why.code() == ErrorCode.UNAVAILABLE;
                if (!again || System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    private static Connector tyrus() {
        ClientManager manager = ClientManager.createClient(CONTAINER);
        manager.getProperties().put(ClientProperties.SHARED_CONTAINER, true);
        manager.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, 1000);
        return WebSocketConnector.with(manager);
    }

    private Connector watched(Connector connector) {
        return new Connector() {
            @Override
            public Line open(Target target, LineListener listener) throws IOException {
                Line line = connector.open(target, watched(listener));
                synchronized (LibraryClient.this) {
                    linkedAt = System.nanoTime();
                }
                return line;
            }
        };
    }

    private LineListener watched(LineListener listener) {
        return new LineListener() {
            @Override
            public void text(String message) {
                listener.text(message);
            }

            @Override
            public void binary(ByteBuffer message) {
                listener.binary(message);
            }

            @Override
            public void closed(int code, String reason) {
                count(code);
                listener.closed(code, reason);
            }
        };
    }

    /** Called while the client speaks to the line, at times: waits for nobody, so not for the monitor. */
    private void count(int code) {
        closes.merge(code, 1, Integer::sum);
    }

    @Override
    public void type(byte[] data) {
        synchronized (this) {
            unacknowledged++;
        }
        terminal.send(data).whenComplete((done, failure) -> fate(failure));
    }

    private synchronized void fate(@Nullable Throwable failure) {
        unacknowledged--;
        notSentByFutures += failure == null ? 0 : 1;
    }

    @Override
    public synchronized int unacknowledged() {
        return unacknowledged;
    }

    @Override
    public synchronized List<byte[]> notSent() {
        if (notSentByFutures != notSent.size()) {
            throw new AssertionError(
                    notSentByFutures + " futures failed and the listener was told of " + notSent.size());
        }
        return List.copyOf(notSent);
    }

    @Override
    public synchronized List<String> violations() {
        List<String> all = new ArrayList<>(violations);
        for (int code : new int[] {4409, 1002, 1008, 1009}) {
            if (closes.containsKey(code)) {
                all.add("closed with " + code);
            }
        }
        return all;
    }

    @Override
    public synchronized Map<Resume, Integer> resumes() {
        return new EnumMap<>(resumes);
    }

    @Override
    public Map<Integer, Integer> closes() {
        return Map.copyOf(closes);
    }

    @Override
    public synchronized List<Long> nanosToRight() {
        return List.copyOf(nanosToRight);
    }

    @Override
    public synchronized boolean isRight() {
        return live && !awaitsSnapshot;
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public synchronized void connected(Terminal which, Connected how) {
        resumes.merge(Resume.valueOf(how.how().name()), 1, Integer::sum);
        back(how.how());
        live = true;
        right = false;
        if (how.how() != Connected.How.RESUMED) {
            awaitsSnapshot = true;
            screen.resized(how.size().cols(), how.size().rows());
        }
    }

    @Override
    public synchronized void snapshot(Snapshot shown) {
        screen.snapshot(bytesOf(shown.data()), shown.size().cols(), shown.size().rows());
        awaitsSnapshot = false;
        right();
    }

    @Override
    public synchronized void bytes(ByteBuffer data) {
        if (awaitsSnapshot) {
            violations.add("bytes before the snapshot");
        }
        screen.bytes(bytesOf(data));
        right();
    }

    private void right() {
        if (!right) {
            right = true;
            nanosToRight.add(System.nanoTime() - linkedAt);
        }
    }

    private static byte[] bytesOf(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    @Override
    public synchronized void resized(TerminalSize size) {
        screen.resized(size.cols(), size.rows());
    }

    @Override
    public synchronized void refused(TmuxBridgeException why) {
        violations.add("refused: " + why.getMessage());
    }

    @Override
    public synchronized void inputLost(LostInput lost) {
        notSent.addAll(lost.uncertain());
        notSent.addAll(lost.notSent());
    }

    @Override
    public synchronized void reconnecting(String why) {
        if (live) {
            awaySince = System.nanoTime();
            story.setLength(0);
        }
        live = false;
        note(why);
    }

    /** What happened while it was away, for the longest time of these. */
    private void note(String what) {
        if (story.length() < 2000) {
            story.append(Duration.ofNanos(System.nanoTime() - awaySince).toMillis())
                    .append(" ms ")
                    .append(what)
                    .append("; ");
        }
    }

    private void back(Connected.How how) {
        long away = System.nanoTime() - awaySince;
        note(how.name());
        if (awaySince != 0 && away > longestAway || how == Connected.How.GAP) {
            longestAway = away;
            longestStory = story.toString();
        }
    }

    @Override
    public synchronized void ended(TerminalEnd end) {
        live = false;
        // Before it was ever connected the end is that of the first connect, see open.
        if (end.reason() != TerminalEnd.Reason.CLOSED && !resumes.isEmpty()) {
            violations.add("ended: " + end);
        }
    }

    @Override
    public String toString() {
        String where = terminal.toString();
        synchronized (this) {
            return where + ", live " + live + ", unacknowledged " + unacknowledged + ", " + resumes + ", longest away: "
                    + longestStory + ", violations " + violations + ", closes " + closes;
        }
    }
}
