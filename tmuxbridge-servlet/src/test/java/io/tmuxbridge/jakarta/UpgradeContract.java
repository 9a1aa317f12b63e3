package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The endpoint as a servlet: refusals are statuses of HTTP, seen by a client on a bare socket that goes on all the
 * same, and whoever is let in has a WebSocket as ever. One subclass for each container.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpgradeContract {

    private final TmuxServer tmux = TmuxServer.create();
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private TmuxBridge bridge;
    private TestServer server;

    /** Starts the container with {@link io.tmuxbridge.servlet.http.WebSocketTerminals} registered in it. */
    abstract TestServer start(TmuxBridge bridge) throws Exception;

    @BeforeAll
    void startServer() throws Exception {
        bridge = bridge();
        bridge.sessions()
                .create(SessionSpec.builder()
                        .name("door")
                        .owner("ada")
                        .command("cat")
                        .build());
        server = start(bridge);
    }

    private TmuxBridge bridge() {
        return BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(credentials -> credentials
                        .bearer()
                        .filter(token -> token.equals("good") || tickets.remove(token))
                        .map(token -> Caller.of(token.equals("good") ? "ada" : token, Role.OPERATOR)))
                .quotas(threeOfACaller())
                .build();
    }

    private static Quotas threeOfACaller() {
        return Quotas.DEFAULTS.withConnectionsPerCaller(3);
    }

    @AfterAll
    void stopServer() throws Exception {
        bridge.close();
        server.close();
        tmux.close();
    }

    private RawClient open(String... headers) throws IOException {
        return new RawClient(server.port(), "/ws/terminal/door", List.of(headers));
    }

    private void refused(int status, int code, String reason, String... headers) throws Exception {
        try (RawClient client = open(headers)) {
            assertThat(client.status()).as(client.answer()).isEqualTo(status);
            assertThat(client.body()).contains("\"code\":" + code, reason);
            assertThat(client.header("Cache-Control")).contains("no-store");
            assertThat(client.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : "");
        }
    }

    @Test
    void whoShowsNothingOrAWrongTokenGets401() throws Exception {
        refused(401, 4401, "nobody is signed in");
        refused(401, 4401, "the token is not valid", "Authorization: Bearer wrong");
        refused(401, 4401, "the token is not valid", "Sec-WebSocket-Protocol: tmuxbridge.v1.json, bearer.d3Jvbmc");
    }

    @Test
    void whoGoesOnAfterA401IsNotHeard() throws Exception {
        String create =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\",\"params\":{\"name\":\"intruder\"}}";
        try (RawClient client = open("Authorization: Bearer wrong")) {
            assertThat(client.status()).isEqualTo(401);
            client.text("{\"type\":\"auth\",\"token\":\"good\"}");
            client.text(create);
            client.endSending();
            assertThat(client.drainsToTheEnd()).isTrue();
        }
        assertThat(bridge.sessions().list()).hasSize(1);
    }

    @Test
    void aForeignPageGets403WhateverItShows() throws Exception {
        refused(403, 1008, "origin", "Authorization: Bearer good", "Origin: http://evil.example");
    }

    @Test
    void anUnknownSubprotocolGets400() throws Exception {
        refused(400, 1002, "subprotocol", "Authorization: Bearer good", "Sec-WebSocket-Protocol: chat");
    }

    @Test
    void whoHasTooManyGets429() throws Exception {
        List<RawClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                RawClient client = open("Authorization: Bearer good");
                open.add(client);
                client.text("{\"type\":\"ping\"}");
                assertThat(text(client)).contains("pong");
            }
            refused(429, 4429, "too many connections of ada", "Authorization: Bearer good");
        } finally {
            for (RawClient client : open) {
                client.close();
            }
        }
    }

    @Test
    void aBridgeThatHasEndedIs503() throws Exception {
        TmuxBridge ended = bridge();
        try (TestServer other = start(ended)) {
            ended.close();
            try (RawClient client =
                    new RawClient(other.port(), "/ws/terminal", List.of("Authorization: Bearer good"))) {
                assertThat(client.status()).isEqualTo(503);
                assertThat(client.body()).contains("\"code\":1001");
            }
        }
    }

    @Test
    void whatIsNotThereIs404() throws Exception {
        try (RawClient client =
                new RawClient(server.port(), "/ws/terminal/door/events", List.of("Authorization: Bearer good"))) {
            assertThat(client.status()).isEqualTo(404);
        }
    }

    @Test
    void aTicketThatWorksOnceWorks() throws Exception {
        tickets.add("once");
        try (RawClient client = open("Authorization: Bearer once")) {
            assertThat(client.status()).isEqualTo(101);
            client.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}");
            assertThat(text(client)).contains("\"name\":\"once\"");
        }
        refused(401, 4401, "the token is not valid", "Authorization: Bearer once");
    }

    /** The bearer value may be offered first; it is never the one that is agreed on. */
    @ParameterizedTest
    @ValueSource(strings = {"tmuxbridge.v1.json", "tmuxbridge.v1.binary"})
    void aTerminalWorksInBothSubprotocols(String protocol) throws Exception {
        boolean binary = protocol.endsWith("binary");
        try (RawClient client = open("Sec-WebSocket-Protocol: bearer.Z29vZA, " + protocol)) {
            assertThat(client.status()).as(client.answer()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Protocol")).isEqualTo(protocol);
            client.text("{\"type\":\"connect\",\"cols\":80,\"rows\":24}");
            client.text("{\"type\":\"input\",\"seq\":1,\"data\":\"typed by " + protocol + "\\r\"}");
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().contains("typed by " + protocol)) {
                RawClient.ServerFrame frame = client.read();
                String payload = new String(frame.payload(), StandardCharsets.UTF_8);
                if (frame.opcode() == RawClient.BINARY || !binary && payload.contains("\"output\"")) {
                    seen.append(payload);
                }
            }
        }
    }

    @Test
    void aRequestThatWantsNoWebSocketIsToldSo() throws Exception {
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create("http://127.0.0.1:" + server.port() + "/ws/terminal"))
                                .header("Authorization", "Bearer good")
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).hasValue("websocket");
        assertThat(answer.body()).contains("WebSocket");
    }

    private static String text(RawClient client) throws IOException {
        return new String(client.read().payload(), StandardCharsets.UTF_8);
    }
}
