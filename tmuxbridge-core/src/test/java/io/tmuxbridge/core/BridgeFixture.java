package io.tmuxbridge.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.testkit.TmuxServer;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A bridge on a private tmux server, and JSON clients that speak to it in memory. */
final class BridgeFixture implements AutoCloseable {

    private static final FloodThresholds FLOODS = FloodThresholds.DEFAULTS.withScreens(Integer.MAX_VALUE);
    private static final int EASY_FLOOD = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    final TmuxServer server;
    final CountingMetrics metrics = new CountingMetrics();
    final TmuxBridge bridge;
    private final boolean ownServer;
    private final List<TmuxServer> further;

    BridgeFixture() {
        this(BridgeLimits.DEFAULTS);
    }

    BridgeFixture(BridgeLimits limits) {
        this(limits, SizePolicy.LATEST_ACTIVE);
    }

    BridgeFixture(BridgeLimits limits, SizePolicy sizes) {
        this(limits, sizes, OutputPolicy.DEFAULT, FLOODS, TmuxServer.create(), true, 1);
    }

    BridgeFixture(OutputPolicy output) {
        this(BridgeLimits.DEFAULTS, SizePolicy.LATEST_ACTIVE, output, FLOODS, TmuxServer.create(), true, 1);
    }

    /** A bridge that spreads its sessions over so many tmux servers. */
    static BridgeFixture spread(int servers) {
        return flooded(FLOODS, servers);
    }

    /** The same, to which the output of a loaded machine is a flood already. */
    static BridgeFixture spreadAndEasilyFlooded(int servers) {
        return flooded(FLOODS.withPipe(EASY_FLOOD), servers);
    }

    private BridgeFixture(
            BridgeLimits limits,
            SizePolicy sizes,
            OutputPolicy output,
            FloodThresholds floods,
            TmuxServer server,
            boolean ownServer,
            int servers) {
        this.server = server;
        this.ownServer = ownServer;
        further = IntStream.range(1, servers).mapToObj(server::further).toList();
        bridge = BridgeBuilder.create()
                .sizePolicy(sizes)
                .tmuxBinary(java.nio.file.Path.of(TmuxServer.binary()))
                .tmuxSocketName(server.socketName())
                .tmuxServers(servers)
                .authenticator(credentials -> Optional.of(Caller.of("tester", Role.ADMIN)))
                .limits(limits)
                .floods(floods)
                .outputPolicy(output)
                .metrics(metrics)
                .build();
    }

    /** A bridge to which the output of a loaded machine is a flood already, of which every byte is sent. */
    static BridgeFixture easilyFlooded() {
        return flooded(FLOODS.withPipe(EASY_FLOOD));
    }

    /** A bridge to which the output of a loaded machine is a flood already, and faster than anybody draws. */
    static BridgeFixture easilyOutrun() {
        return flooded(FLOODS.withPipe(EASY_FLOOD).withScreens(EASY_FLOOD));
    }

    /** The same as {@link #easilyFlooded}, and a pipe is waited for no longer than this. */
    static BridgeFixture easilyFlooded(Duration patience) {
        return flooded(FLOODS.withPipe(EASY_FLOOD).withPatience(patience));
    }

    /** A bridge that waits for viewers no longer than this. */
    static BridgeFixture impatient(Duration hold) {
        return flooded(FLOODS.withPipe(Integer.MAX_VALUE).withHold(hold));
    }

    private static BridgeFixture flooded(FloodThresholds floods) {
        return flooded(floods, 1);
    }

    private static BridgeFixture flooded(FloodThresholds floods, int servers) {
        return new BridgeFixture(
                BridgeLimits.DEFAULTS,
                SizePolicy.LATEST_ACTIVE,
                OutputPolicy.DEFAULT,
                floods,
                TmuxServer.create(),
                true,
                servers);
    }

    /** Another bridge on the same tmux servers. */
    BridgeFixture another() {
        return new BridgeFixture(
                BridgeLimits.DEFAULTS,
                SizePolicy.LATEST_ACTIVE,
                OutputPolicy.DEFAULT,
                FLOODS,
                server,
                false,
                1 + further.size());
    }

    /** One of the servers of a bridge that has several. */
    TmuxServer server(int number) {
        return number == 0 ? server : further.get(number - 1);
    }

    Client client() {
        return client("tmuxbridge.v1.json");
    }

    Client client(String subprotocol) {
        Handshake handshake = new Handshake(
                Optional.of(subprotocol),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "memory",
                Credentials.NONE);
        InMemoryConnection connection = new InMemoryConnection(handshake);
        return new Client(connection, bridge.accept(connection));
    }

    @Override
    public void close() {
        try {
            bridge.close();
        } finally {
            if (ownServer) {
                server.close();
                further.forEach(TmuxServer::close);
            }
        }
    }

    /** One connection, seen from its client. */
    static final class Client {
        final InMemoryConnection connection;
        final ConnectionHandler handler;
        private int ids = 1000;

        Client(InMemoryConnection connection, ConnectionHandler handler) {
            this.connection = connection;
            this.handler = handler;
        }

        void say(String json) {
            handler.text(json.replace('\'', '"'));
        }

        /** Waits for a message of that type. */
        JsonNode hear(String type) {
            return hear(node -> node.path("type").asText().equals(type));
        }

        JsonNode hear(Predicate<JsonNode> wanted) {
            return node(connection.await(frame -> wanted.test(node(frame))));
        }

        List<JsonNode> heard() {
            return connection.frames().stream().map(frame -> node(frame)).toList();
        }

        /** Whether the last output has this word. A terminal is read in pieces, which may cut it in two. */
        boolean seesAtTheEnd(String word) {
            List<JsonNode> outputs = heard().stream()
                    .filter(node -> node.path("type").asText().equals("output"))
                    .toList();
            return outputs.stream()
                    .skip(Math.max(0, outputs.size() - 2))
                    .map(output -> output.path("data").asText())
                    .collect(Collectors.joining())
                    .contains(word);
        }

        /** All terminal output so far, snapshots included. */
        String screenText() {
            StringBuilder text = new StringBuilder();
            heard().stream()
                    .filter(node -> node.path("type").asText().equals("output"))
                    .forEach(node -> text.append(node.path("data").asText()));
            return text.toString();
        }

        /** Asks by JSON-RPC and waits for the answer. */
        JsonNode ask(String method, String params) {
            int id = ++ids;
            say("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':" + params + "}");
            return hear(node -> node.path("id").asInt() == id && node.has("jsonrpc"));
        }

        /** Asks by JSON-RPC; {@code ok}, or the reason of the refusal. */
        String outcome(String method, String params) {
            JsonNode answer = ask(method, params);
            return answer.has("result")
                    ? "ok"
                    : answer.path("error").path("data").path("code").asText();
        }

        private static JsonNode node(Frame frame) {
            return frame instanceof Frame.Text text ? node(text.text()) : JSON.createObjectNode();
        }

        /** Reads a message. */
        static JsonNode node(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }
    }
}
