package io.tmuxbridge.jakarta.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.ShareLink;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.jwt.KeySource;
import io.tmuxbridge.jwt.VerificationKey;
import io.tmuxbridge.pty.MirrorPolicy;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The threats of docs/security.md against a real bridge by each transport in each container, by a client on a bare
 * socket that ignores whatever status it gets and says what it likes all the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SecurityContract {

    private static final byte[] SECRET = new byte[32];
    private static final String CREATE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\",\"params\":{\"name\":\"intruder\",\"command\":[\"cat\"]}}";

    private static final int MIRRORS = 2;

    private final TmuxServer tmux = TmuxServer.create();
    private final PipeTerminals terminals = new PipeTerminals();
    private TmuxBridge bridge;
    private TestServer server;
    private String theirs;
    private String pane;

    /** Starts the container with the bridge registered in it. */
    protected abstract TestServer start(TmuxBridge bridge) throws Exception;

    /** Where many terminals are. */
    protected abstract String path();

    /** The header by which a client offers subprotocols. */
    protected abstract String protocolsHeader();

    /** Opens a connection, or is refused. */
    protected abstract TransportClient open(int port, String target, List<String> headers) throws IOException;

    @BeforeAll
    void startServer() throws Exception {
        bridge = BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .mirror(MirrorPolicy.DEFAULT.withPtys(terminals))
                .limits(BridgeLimits.DEFAULTS.withMaxMirrors(MIRRORS))
                .authenticator(
                        JwtAuthenticator.builder(KeySource.of(VerificationKey.secret(SECRET)), "issuer", "tmuxbridge")
                                .skew(Duration.ZERO)
                                .build())
                .build();
        theirs = session("theirs", "bob");
        session("mine", "ada");
        pane = tmux.tmux("list-panes", "-t", theirs, "-F", "#{pane_id}").strip();
        server = start(bridge);
    }

    @AfterAll
    void stopServer() throws Exception {
        bridge.close();
        server.close();
        tmux.close();
    }

    private String session(String name, String owner) {
        return bridge.sessions()
                .create(SessionSpec.builder()
                        .name(name)
                        .command("cat")
                        .owner(owner)
                        .build())
                .id();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String token(String name, String role) throws Exception {
        return token("{\"alg\":\"HS256\"}", "tmuxbridge", name, role, 300);
    }

    private static String token(String header, String audience, String name, String role, int seconds)
            throws Exception {
        String signed = base64(header) + "."
                + base64("{\"iss\":\"issuer\",\"aud\":\"" + audience + "\",\"sub\":\"" + name + "\",\"roles\":\"" + role
                        + "\",\"exp\":" + Instant.now().plusSeconds(seconds).getEpochSecond() + "}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return signed + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }

    private TransportClient open(String... headers) throws IOException {
        return open(server.port(), path(), List.of(headers));
    }

    private TransportClient signedIn(String name, String role) throws Exception {
        return open("Authorization: Bearer " + token(name, role));
    }

    /** Says something and does not mind a closed socket. */
    private static void insist(TransportClient client, String message) {
        try {
            client.text(message);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    /** Texts until one fits. */
    private static String hear(TransportClient client, Predicate<String> wanted) throws IOException {
        List<String> heard = new ArrayList<>();
        while (true) {
            Object message = client.read();
            String text = message instanceof TransportClient.Closed closed
                    ? "closed " + closed.code()
                    : message instanceof byte[] bytes ? new String(bytes, UTF_8) : (String) message;
            heard.add(text);
            assertThat(heard).as("nothing fits among them").hasSizeLessThan(200);
            if (wanted.test(text)) {
                return text;
            }
            assertThat(message).as("%s", heard).isNotInstanceOf(TransportClient.Closed.class);
        }
    }

    private void nobodyCameIn() {
        assertThat(bridge.sessions().list()).extracting(each -> each.name()).doesNotContain("intruder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "https://127.0.0.1",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1:1",
                "http://localhost",
                "HTTP://EVIL",
                "file://",
                "chrome-extension://abc",
                "tauri://localhost",
                "",
                "x"
            })
    void aForeignOriginIsNotHeardEvenWithAGoodToken(String origin) throws Exception {
        try (TransportClient client = open("Origin: " + origin, "Authorization: Bearer " + token("ada", "admin"))) {
            insist(client, CREATE);
            if (client.isTaken() && !origin.isEmpty()) {
                assertThat(client.readClose().code()).isEqualTo(1008);
            } else if (client.isTaken()) {
                hear(client, text -> text.contains("closed") || text.contains("\"id\":1"));
                bridge.sessions().list().stream()
                        .filter(each -> each.name().equals("intruder"))
                        .forEach(each -> bridge.sessions().kill(each.id())); // an empty header is none: not a browser
            }
        } catch (UncheckedIOException | EOFException e) {
            assertThat(origin).isNotNull(); // dropped without an answer is refused as well
        }
        nobodyCameIn();
    }

    @Test
    void theServersOwnOriginComesInWithItsToken() throws Exception {
        try (TransportClient client = open(
                "Origin: http://127.0.0.1:" + server.port(), "Authorization: Bearer " + token("ada", "operator"))) {
            client.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}");
            assertThat(hear(client, text -> text.contains("\"id\":1"))).contains("result");
        }
    }

    @Test
    void whoShowsNothingIsNotHeard() throws Exception {
        try (TransportClient client = open("Cookie: tmuxbridge=x")) {
            insist(client, CREATE);
            assertThat(hear(client, text -> text.contains("code"))).contains("unauthenticated");
        }
        nobodyCameIn();
    }

    @Test
    void aBadTokenIsClosedWith4401AndNotHeard() throws Exception {
        String good = token("ada", "admin");
        String none = base64("{\"alg\":\"none\"}") + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
        for (String token : List.of(
                token("{\"alg\":\"HS256\"}", "tmuxbridge", "ada", "admin", -60),
                token("{\"alg\":\"HS256\"}", "another", "ada", "admin", 300),
                token("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", "tmuxbridge", "ada", "admin", 300),
                token("{\"alg\":\"HS256\",\"jku\":\"https://evil.example\"}", "tmuxbridge", "ada", "admin", 300),
                token("{\"alg\":\"RS256\"}", "tmuxbridge", "ada", "admin", 300),
                good.substring(0, good.length() - 4) + "AAAA",
                none,
                "share.0." + "A".repeat(43),
                "x")) {
            String value = "bearer." + base64(token);
            for (String header :
                    List.of("Authorization: Bearer " + token, protocolsHeader() + ": tmuxbridge.v1.json, " + value)) {
                try (TransportClient client = open(header)) {
                    insist(client, CREATE);
                    assertThat(client.readClose().code()).as(header).isEqualTo(4401);
                }
            }
        }
        nobodyCameIn();
    }

    @Test
    void aSessionOfSomebodyElseDoesNotExist() throws Exception {
        try (TransportClient client = signedIn("ada", "operator")) {
            int id = 10;
            for (String params : List.of(
                    "\"sessionId\":\"theirs\"", "\"sessionId\":\"" + theirs + "\"", "\"paneId\":\"" + pane + "\"")) {
                for (String method : List.of("pane.capture", "session.kill", "pane.kill", "session.get")) {
                    client.text("{\"jsonrpc\":\"2.0\",\"id\":" + ++id + ",\"method\":\"" + method + "\",\"params\":{"
                            + params + "}}");
                    String now = "\"id\":" + id + ",";
                    assertThat(hear(client, text -> text.contains(now))).doesNotContain("\"result\"");
                }
            }
            client.text("{\"type\":\"connect\",\"sessionId\":\"theirs\",\"cols\":80,\"rows\":24,"
                    + "\"resume\":{\"epoch\":\"x\",\"offset\":0}}");
            assertThat(hear(client, text -> text.contains("\"error\"") && text.contains("theirs")))
                    .contains("not-found");
            client.text("{\"type\":\"connect\",\"sessionId\":\"mine\",\"paneId\":\"" + pane
                    + "\",\"cols\":80,\"rows\":24}");
            assertThat(hear(client, text -> text.contains("\"error\"") && text.contains("mine")))
                    .contains("not-found");
        }
        try (TransportClient client =
                open(server.port(), path() + "/theirs", List.of("Authorization: Bearer " + token("ada", "operator")))) {
            client.text("{\"type\":\"connect\",\"cols\":80,\"rows\":24}");
            assertThat(client.readClose().code()).isEqualTo(4404);
        }
        assertThat(bridge.sessions().get(theirs).name()).isEqualTo("theirs");
    }

    @Test
    void aClientWithoutOriginComesInWithItsTokenOnly() throws Exception {
        try (TransportClient client = signedIn("ada", "operator")) {
            client.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}");
            assertThat(hear(client, text -> text.contains("\"id\":1"))).contains("result");
        }
        try (TransportClient client = open(protocolsHeader() + ": tmuxbridge.v1.json")) {
            insist(client, CREATE);
            assertThat(hear(client, text -> text.contains("code"))).contains("unauthenticated");
        }
        nobodyCameIn();
    }

    private static void call(TransportClient client, int id, String method, String params) throws IOException {
        client.text(
                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}");
    }

    private String state(String session) {
        return tmux.tmux(
                "list-panes",
                "-s",
                "-t",
                session,
                "-F",
                "#{session_name} #{window_name} #{window_active} #{pane_id} #{pane_width}x#{pane_height} #{pane_active}"
                        + " #{window_zoomed_flag} #{@tmuxbridge-owner} #{@tmuxbridge-grants} #{@tmuxbridge-shares}");
    }

    @Test
    void noMethodFindsASessionOfSomebodyElse() throws Exception {
        String before = state(theirs);
        try (TransportClient client = signedIn("ada", "operator")) {
            int id = 1000;
            for (Map<String, String> methods : List.of(EveryMethod.READING, EveryMethod.WRITING)) {
                for (Map.Entry<String, String> method : methods.entrySet()) {
                    for (String named : List.of(
                            "\"sessionId\":\"theirs\"",
                            "\"sessionId\":\"" + theirs + "\"",
                            "\"paneId\":\"" + pane + "\"")) {
                        call(client, ++id, method.getKey(), named + method.getValue());
                        String answer = "\"id\":" + id + ",";
                        assertThat(hear(client, text -> text.contains(answer)))
                                .as("%s of %s", method.getKey(), named)
                                .contains("not-found")
                                .doesNotContain("\"result\"");
                    }
                }
            }
        }
        assertThat(state(theirs)).isEqualTo(before);
    }

    @Test
    void aReaderTriesEveryWriteThereIsInItsOwnSession() throws Exception {
        String before = state("mine");
        try (TransportClient client = signedIn("ada", "viewer")) {
            client.text("{\"type\":\"connect\",\"sessionId\":\"mine\",\"cols\":20,\"rows\":5}");
            assertThat(hear(client, text -> text.contains("\"connected\""))).contains("\"access\":\"read\"");
            client.text("{\"type\":\"input\",\"sessionId\":\"mine\",\"data\":\"never-typed\",\"seq\":1}");
            assertThat(hear(client, text -> text.contains("\"error\""))).contains("forbidden");
            client.text("{\"type\":\"resize\",\"sessionId\":\"mine\",\"cols\":10,\"rows\":4}");
            int id = 2000;
            for (Map.Entry<String, String> method : EveryMethod.WRITING.entrySet()) {
                call(client, ++id, method.getKey(), "\"sessionId\":\"mine\"" + method.getValue());
                String answer = "\"id\":" + id + ",";
                assertThat(hear(client, text -> text.contains(answer)))
                        .as(method.getKey())
                        .contains("forbidden")
                        .doesNotContain("\"result\"");
            }
            client.text(CREATE);
            assertThat(hear(client, text -> text.contains("\"id\":1,"))).contains("forbidden");
        }
        nobodyCameIn();
        assertThat(state("mine")).isEqualTo(before);
        assertThat(tmux.tmux("capture-pane", "-p", "-t", "mine")).doesNotContain("never-typed");
    }

    @Test
    void aPositionInSomebodyElsesStreamOpensNothing() throws Exception {
        String epoch;
        try (TransportClient bob = signedIn("bob", "operator")) {
            bob.text("{\"type\":\"connect\",\"sessionId\":\"theirs\",\"clientId\":\"bob-0123456789abcdef\",\"cols\":80,"
                    + "\"rows\":24}");
            String connected = hear(bob, text -> text.contains("\"connected\""));
            epoch = connected.replaceAll(".*\"epoch\":\"([^\"]+)\".*", "$1");
            for (String session : List.of("theirs", "mine")) {
                try (TransportClient ada = signedIn("ada", "operator")) {
                    ada.text("{\"type\":\"connect\",\"sessionId\":\"" + session + "\",\"paneId\":\"" + pane
                            + "\",\"clientId\":\"bob-0123456789abcdef\",\"attempt\":9,\"cols\":80,\"rows\":24,"
                            + "\"resume\":{\"epoch\":\"" + epoch + "\",\"offset\":0}}");
                    assertThat(hear(ada, text -> text.contains("\"error\"") || text.contains("\"connected\"")))
                            .contains("not-found");
                }
            }
        }
    }

    @Test
    void aShareLinkEndsWhileItIsUsed() throws Exception {
        ShareLink brief = bridge.access().share(theirs, Permission.WRITE, Duration.ofSeconds(2));
        try (TransportClient client = open("Authorization: Bearer " + brief.token())) {
            client.text("{\"type\":\"connect\",\"sessionId\":\"theirs\",\"cols\":80,\"rows\":24}");
            assertThat(hear(client, text -> text.contains("\"connected\""))).contains("\"access\":\"write\"");
            assertThat(client.readClose().code()).isEqualTo(4401);
        }
        assertThat(Instant.now()).isAfterOrEqualTo(brief.expiresAt());
    }

    @Test
    void aReaderWritesNothingAndAShrunkRoleNoMore() throws Exception {
        try (TransportClient client = signedIn("ada", "operator")) {
            client.text("{\"type\":\"connect\",\"sessionId\":\"mine\",\"cols\":80,\"rows\":24}");
            assertThat(hear(client, text -> text.contains("\"connected\""))).contains("\"access\":\"write\"");
            client.text("{\"type\":\"auth\",\"token\":\"" + token("ada", "viewer") + "\"}");
            client.text("{\"type\":\"input\",\"sessionId\":\"mine\",\"data\":\"never-typed\"}");
            assertThat(hear(client, text -> text.contains("\"error\""))).contains("forbidden");
            client.text(
                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"session.kill\",\"params\":{\"sessionId\":\"mine\"}}");
            assertThat(hear(client, text -> text.contains("\"id\":7"))).contains("forbidden");
        }
        assertThat(tmux.tmux("capture-pane", "-p", "-t", "mine")).doesNotContain("never-typed");
    }

    @Test
    void aShareLinkShowsItsSessionAndIsOutWhenItIsRevoked() throws Exception {
        ShareLink link = bridge.access().share(theirs, Permission.READ, Duration.ofMinutes(1));
        try (TransportClient client = open("Authorization: Bearer " + link.token())) {
            client.text("{\"type\":\"connect\",\"sessionId\":\"theirs\",\"cols\":80,\"rows\":24}");
            assertThat(hear(client, text -> text.contains("\"connected\""))).contains("\"access\":\"read\"");
            client.text(
                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"session.get\",\"params\":{\"sessionId\":\"mine\"}}");
            assertThat(hear(client, text -> text.contains("\"id\":7"))).contains("not-found");
            bridge.access().unshare(theirs, link.id());
            assertThat(client.readClose().code()).isEqualTo(4401);
        }
        try (TransportClient client = open("Authorization: Bearer " + link.token())) {
            assertThat(client.readClose().code()).isEqualTo(4401);
        }
        ShareLink brief = bridge.access().share(theirs, Permission.READ, Duration.ofSeconds(1));
        await().until(() -> Instant.now().isAfter(brief.expiresAt()));
        try (TransportClient client = open("Authorization: Bearer " + brief.token())) {
            assertThat(client.readClose().code()).isEqualTo(4401);
        }
    }

    @Test
    void aRevokedCallerIsClosedWith4401() throws Exception {
        try (TransportClient client = signedIn("eve", "operator")) {
            client.text("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"server.info\"}");
            assertThat(hear(client, text -> text.contains("\"id\":7"))).contains("result");
            bridge.access().revokeCaller("eve");
            assertThat(client.readClose().code()).isEqualTo(4401);
        }
    }

    private static void mirror(TransportClient client, String session, int cols, String more) throws IOException {
        client.text("{\"type\":\"connect\",\"view\":\"mirror\",\"sessionId\":\"" + session + "\",\"cols\":" + cols
                + ",\"rows\":24" + more + "}");
    }

    /** Waits until it has gone: its client of tmux is not kept for it then, as it would be for a line that was lost. */
    private static void leave(TransportClient client) throws IOException {
        client.text("{\"type\":\"disconnect\",\"sessionId\":\"mine\"}");
        client.text("{\"type\":\"ping\"}");
        hear(client, text -> text.contains("\"pong\""));
    }

    private static String answer(TransportClient client) throws IOException {
        return hear(client, text -> text.contains("\"connected\"") || text.contains("\"error\""));
    }

    /**
     * An operator types in panes of its own session, but MirrorPolicy lets only admins type where tmux's prefix key is.
     */
    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void whoIsNoAdminTypesNothingIntoAWholeSession(String role) throws Exception {
        String before = state("mine");
        await().until(() -> terminals.open() == 0);
        try (TransportClient client = signedIn("ada", role);
                TransportClient admin = signedIn("root", "admin")) {
            mirror(client, "mine", 80, ",\"access\":\"write\"");
            assertThat(answer(client)).contains("\"connected\"", "\"access\":\"read\"");
            client.text("{\"type\":\"input\",\"sessionId\":\"mine\",\"data\":\"\\u0002:never-typed\\r\",\"seq\":1}");
            assertThat(hear(client, text -> text.contains("\"error\""))).contains("forbidden");
            assertThat(terminals.started().get(terminals.started().size() - 1)).contains("read-only,ignore-size");
            mirror(admin, "mine", 80, "");
            assertThat(answer(admin)).contains("\"connected\"", "\"access\":\"write\"");
            admin.text("{\"type\":\"input\",\"sessionId\":\"mine\",\"data\":\"behind-" + role + "\",\"seq\":1}");
            await().until(() -> terminals.typed().contains("behind-" + role));
            leave(client);
            leave(admin);
        }
        assertThat(terminals.typed()).doesNotContain("never-typed");
        assertThat(state("mine")).isEqualTo(before);
    }

    @Test
    void aWholeSessionOfSomebodyElseDoesNotExist() throws Exception {
        await().until(() -> terminals.open() == 0);
        int before = terminals.started().size();
        try (TransportClient client = signedIn("ada", "operator")) {
            for (String session : List.of("theirs", theirs, "no-such-session")) {
                mirror(client, session, 80, "");
                assertThat(answer(client)).as(session).contains("\"error\"", "not-found");
            }
            mirror(client, "mine", 80, ",\"paneId\":\"" + pane + "\"");
            assertThat(answer(client)).contains("\"connected\"", "\"sessionId\":\"mine\"");
            leave(client);
        }
        assertThat(terminals.started().stream().skip(before))
                .isNotEmpty()
                .noneMatch(command -> command.contains(theirs) || command.contains("theirs"));
    }

    @Test
    void noMoreWholeSessionsAreDrawnThanTheLimit() throws Exception {
        await().until(() -> terminals.open() == 0);
        List<TransportClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < MIRRORS; i++) {
                clients.add(signedIn("ada", "operator"));
                mirror(clients.get(i), "mine", 80 + i, "");
                assertThat(answer(clients.get(i))).contains("\"connected\"");
            }
            try (TransportClient oneMore = signedIn("ada", "operator")) {
                mirror(oneMore, "mine", 80 + MIRRORS, "");
                assertThat(answer(oneMore)).contains("\"error\"", "\"limit\"");
                mirror(oneMore, "mine", 80, "");
                assertThat(answer(oneMore)).as("where there is one already").contains("\"connected\"");
                leave(oneMore);
            }
            assertThat(terminals.open()).isEqualTo(MIRRORS);
        } finally {
            for (TransportClient client : clients) {
                leave(client);
                client.close();
            }
        }
    }
}
