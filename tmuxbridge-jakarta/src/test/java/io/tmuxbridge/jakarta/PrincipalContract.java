package io.tmuxbridge.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Callers whom the container has authenticated, by BASIC with a realm in memory and by a filter of the application,
 * against a real bridge; the client ignores the status and goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PrincipalContract {

    /** How the container signs people in. */
    enum Login {
        BASIC,
        FILTER
    }

    private static final String CREATE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\",\"params\":{\"name\":\"made\",\"command\":[\"cat\"]}}";
    private static final String INFO = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"server.info\"}";

    private final TmuxServer tmux = TmuxServer.create();
    private final ContainerPrincipal people =
            ContainerPrincipal.byRoles(Map.of("staff", Role.OPERATOR, "watchers", Role.VIEWER, "ops", Role.ADMIN));
    private final Map<Login, TestServer> servers = new EnumMap<>(Login.class);
    private TmuxBridge bridge;

    /** Starts the container with {@link TestPeople} and everything behind their sign-in. */
    abstract TestServer start(TmuxBridge bridge, EndpointOptions options, Login login) throws Exception;

    @BeforeAll
    void startServers() throws Exception {
        bridge = BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(people)
                .build();
        bridge.sessions()
                .create(SessionSpec.builder()
                        .name("his")
                        .command("cat")
                        .owner("vic")
                        .build());
        EndpointOptions options =
                EndpointOptions.defaults().withCloseGrace(Duration.ofSeconds(2)).withPrincipals(people);
        for (Login login : Login.values()) {
            servers.put(login, start(bridge, options, login));
        }
    }

    @AfterAll
    void stopServers() throws Exception {
        bridge.close();
        for (TestServer server : servers.values()) {
            server.close();
        }
        tmux.close();
    }

    private RawClient open(Login login, String... headers) throws IOException {
        return new RawClient(servers.get(login).port(), "/ws/terminal", List.of(headers));
    }

    private RawClient open(Login login, String name, String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        return open(login, "Authorization: Basic " + pair);
    }

    private static String answer(RawClient client, String message) throws IOException {
        client.text(message);
        String text = "";
        while (!text.contains("\"id\":")) {
            RawClient.ServerFrame frame = client.read();
            assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
            text = new String(frame.payload(), UTF_8);
        }
        return text;
    }

    @ParameterizedTest
    @EnumSource(Login.class)
    void theContainersRolesAreTheBridges(Login login) throws Exception {
        Map<String, String> passwords = Map.of("ada", "operator", "vic", "viewer", "root", "admin");
        for (Map.Entry<String, String> each : passwords.entrySet()) {
            String name = each.getKey();
            try (RawClient client = open(login, name, name.charAt(0) + "-password")) {
                assertThat(client.status()).isEqualTo(101);
                assertThat(answer(client, INFO))
                        .contains("\"name\":\"" + name + "\"", "\"role\":\"" + each.getValue() + "\"");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Login.class)
    void anOperatorMakesSessionsAndAViewerDoesNot(Login login) throws Exception {
        try (RawClient client = open(login, "vic", "v-password")) {
            assertThat(answer(client, CREATE)).contains("forbidden");
            assertThat(
                            answer(
                                    client,
                                    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"session.kill\",\"params\":{\"sessionId\":\"his\"}}"))
                    .contains("forbidden");
        }
        nothingWasMade();
        try (RawClient client = open(login, "ada", "a-password")) {
            assertThat(answer(client, CREATE)).contains("\"result\"", "\"owner\":\"ada\"");
            assertThat(
                            answer(
                                    client,
                                    "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"session.get\",\"params\":{\"sessionId\":\"his\"}}"))
                    .contains("not-found");
            assertThat(
                            answer(
                                    client,
                                    "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"session.kill\",\"params\":{\"sessionId\":\"made\"}}"))
                    .contains("\"result\"");
        }
    }

    /** Known to the container, but in no role that is named. */
    @ParameterizedTest
    @EnumSource(Login.class)
    void whoIsInNoNamedRoleIsNobody(Login login) throws Exception {
        try (RawClient client = open(login, "eve", "e-password")) {
            assertThat(client.status()).isEqualTo(101);
            isNotHeard(client);
        }
        nothingWasMade();
    }

    @ParameterizedTest
    @EnumSource(Login.class)
    void whomTheContainerRefusesIsNotHeardEvenIfItGoesOn(Login login) throws Exception {
        List<String> tries = List.of("root:wrong", "root:", ":r-password", "nobody:x", "ROOT:r-password");
        for (String pair : tries) {
            String shown = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
            try (RawClient client = open(login, "Authorization: Basic " + shown)) {
                assertThat(client.status()).as(pair).isEqualTo(401);
                isNotHeard(client);
            }
        }
        for (String header : List.of("X-Nothing: x", "Authorization: Bearer root", "Cookie: JSESSIONID=x; user=root")) {
            try (RawClient client = open(login, header)) {
                assertThat(client.status()).as(header).isEqualTo(401);
                isNotHeard(client);
            }
        }
        nothingWasMade();
    }

    /** Whatever way the connection ends: nothing is answered but the refusal. */
    private static void isNotHeard(RawClient client) throws IOException {
        try {
            client.text(CREATE);
            client.text(INFO);
            if (client.status() == 101) {
                RawClient.ServerFrame frame = client.read();
                while (frame.opcode() == RawClient.TEXT) {
                    assertThat(new String(frame.payload(), UTF_8)).contains("forbidden", "not admitted");
                    frame = client.read();
                }
                assertThat(frame.opcode()).isEqualTo(RawClient.CLOSE);
            } else {
                client.endSending();
                assertThat(client.drain()).doesNotContain("jsonrpc");
            }
        } catch (SocketException | EOFException e) {
            assertThat(client.status()).isNotEqualTo(101);
        }
    }

    private void nothingWasMade() {
        assertThat(bridge.sessions().list()).extracting(each -> each.name()).doesNotContain("made");
    }
}
