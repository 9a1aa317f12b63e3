package io.tmuxbridge.mirror;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.testkit.TmuxServer;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A bridge with pty4j on a private tmux server, and JSON clients whose tokens say who they are: {@code name role}. */
final class MirrorFixture implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What Linux tells of a process that sleeps and has no signal to handle. */
    private static final Pattern RESTS = Pattern.compile("(?s)State:\tS.*SigPnd:\t0{16}.*ShdPnd:\t0{16}");

    final TmuxServer server = TmuxServer.create();
    final TmuxBridge bridge;

    MirrorFixture() {
        this(builder -> builder);
    }

    /** Made when somebody comes in by it. */
    private Optional<SocketServer> sockets = Optional.empty();

    MirrorFixture(UnaryOperator<BridgeBuilder> settings) {
        bridge = settings.apply(BridgeBuilder.create()
                        .tmuxBinary(Path.of(TmuxServer.binary()))
                        .tmuxSocketName(server.socketName())
                        .authenticator(MirrorFixture::authenticate))
                .build();
    }

    private static Optional<Caller> authenticate(Credentials credentials) {
        return credentials
                .bearer()
                .map(token -> token.split(" "))
                .map(words -> Caller.of(words[0], Role.valueOf(words[1].toUpperCase(Locale.ROOT))));
    }

    /** An admin who comes in that way. */
    Line admin(Door door) {
        if (door == Door.MEMORY) {
            return admin();
        }
        if (sockets.isEmpty()) {
            sockets = Optional.of(new SocketServer(bridge));
        }
        return sockets.get().open("root admin", door == Door.BINARY);
    }

    Client admin() {
        return client("root admin");
    }

    Client client(String token) {
        InMemoryConnection connection = new InMemoryConnection(new Handshake(
                Optional.of("tmuxbridge.v1.json"),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "memory",
                Credentials.bearer(token)));
        return new Client(connection, bridge.accept(connection));
    }

    /** What tmux says of something of a session. */
    String told(String session, String format) {
        return server.tmux("display-message", "-p", "-t", session, format).strip();
    }

    /**
     * Waits until the programs of a window have drawn what they draw because of its size, of which tmux tells them up
     * to a quarter of a second later.
     */
    void awaitDrawn(String window) {
        await().until(() -> server.tmux(
                        "list-panes", "-t", window, "-F", "#{pane_pid} #{pane_tty} #{pane_height} #{pane_width}")
                .lines()
                .allMatch(MirrorFixture::hasDrawn));
        told(window, "#{pane_id}"); // which tmux tells when it has read what they drew
    }

    /** It has been told of the size, and waits for something else. */
    private static boolean hasDrawn(String pane) {
        String[] words = pane.split(" ", 3);
        try {
            Process stty = new ProcessBuilder("stty", "-F", words[1], "size").start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return size.strip().equals(words[2])
                    && RESTS.matcher(Files.readString(Path.of("/proc", words[0], "status")))
                            .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clients that are attached, as {@code WIDTHxHEIGHT FLAGS}. */
    List<String> clients() {
        return server.tmux("list-clients", "-F", "#{client_width}x#{client_height} #{client_flags}")
                .lines()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        bridge.close();
        sockets.ifPresent(SocketServer::close);
        server.close();
    }

    /** One connection, seen from its client. */
    static final class Client implements Line {
        final InMemoryConnection connection;
        final ConnectionHandler handler;

        Client(InMemoryConnection connection, ConnectionHandler handler) {
            this.connection = connection;
            this.handler = handler;
        }

        @Override
        public void say(String json) {
            handler.text(json.replace('\'', '"'));
        }

        /** Views a session whole; waits until it does. */
        JsonNode mirror(String session, int cols, int rows, String more) {
            say("{'type':'connect','view':'mirror','sessionId':'" + session + "','cols':" + cols + ",'rows':" + rows
                    + more + "}");
            return hear("connected");
        }

        @Override
        public JsonNode hear(String type) {
            return hear(node -> node.path("type").asText().equals(type));
        }

        JsonNode hear(Predicate<JsonNode> wanted) {
            return node(connection.await(frame -> wanted.test(node(frame))));
        }

        List<JsonNode> heard() {
            return heard(0);
        }

        @Override
        public List<JsonNode> heard(int from) {
            List<Frame> frames = connection.frames();
            return frames.subList(from, frames.size()).stream()
                    .map(Client::node)
                    .toList();
        }

        /** The messages of that type so far. */
        List<JsonNode> heard(String type) {
            return new ArrayList<>(heard().stream()
                    .filter(node -> node.path("type").asText().equals(type))
                    .toList());
        }

        /** What it shows now. */
        Shown shown() {
            return Shown.of(heard());
        }

        void awaitText(String text) {
            await().until(() -> shown().text().contains(text));
        }

        @Override
        public void type(int seq, byte[] data) {
            say("{'type':'input','seq':" + seq + ",'encoding':'base64','data':'"
                    + Base64.getEncoder().encodeToString(data) + "'}");
        }

        void type(int seq, String data) {
            say("{'type':'input','seq':" + seq + ",'data':'" + data + "'}");
        }

        private static JsonNode node(Frame frame) {
            try {
                return frame instanceof Frame.Text text ? JSON.readTree(text.text()) : JSON.createObjectNode();
            } catch (JsonProcessingException e) {
                throw new AssertionError(frame.toString(), e);
            }
        }
    }
}
