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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A bridge with pty4j on a private tmux server, and JSON clients whose tokens say who they are: {@code name role}. */
final class MirrorFixture implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

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
