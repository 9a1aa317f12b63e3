package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher's server as a proxy speaks to it, and as somebody does who only says that it is one. */
class BehindProxyTest {

    private static final String PUBLIC = "Origin: https://term.example.org";
    private static final String FORWARDED = "X-Forwarded-Host: term.example.org\r\nX-Forwarded-Proto: https\r\n";

    @TempDir
    private Path directory;

    private final TmuxServer tmux = TmuxServer.create();
    private final BlockingQueue<AuditEvent> audit = new LinkedBlockingQueue<>();
    private RunningServer server;
    private String host = "";
    private int port;
    private String token = "";

    @AfterEach
    void stop() {
        server.close();
        tmux.close();
    }

    private void start(String... proxies) {
        startAt("127.0.0.1", proxies);
    }

    private void startAt(String address, String... proxies) {
        host = address;
        ServerPlan plan = new ServerPlan(
                host,
                0,
                ServerPlan.Entrance.TOKENS.withAudit(audit::add),
                Set.of("term.example.org"),
                Optional.empty(),
                TrustedProxies.of(List.of(proxies)),
                Optional.empty());
        server = RunningServer.start(
                plan, RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString())), this::bridge);
        URI page = URI.create(server.pageUrl());
        port = page.getPort();
        token = page.getFragment().substring("token=".length());
    }

    private TmuxBridge bridge(Door door) {
        return BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(door.authenticator())
                .audit(audit::add)
                .build();
    }

    private String login(String headers) throws IOException {
        String body = "{\"token\":\"" + token + "\"}";
        return raw("POST /api/login HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n" + headers
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private String upgrade(String headers) throws IOException {
        return raw(upgradeRequest(headers));
    }

    private String upgradeRequest(String headers) {
        return "GET /ws/terminal HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers + "\r\n";
    }

    /** Gives the answer's head, and what follows it when the server closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(20_000);
            return headOfTheAnswer(socket, request);
        }
    }

    private static String headOfTheAnswer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the answer ends: %s", answer).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    /** Signs in, and stays until that was noticed: who is gone before is nobody. */
    private String addressOfSignIn(String headers) throws IOException, InterruptedException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(20_000);
            assertThat(headOfTheAnswer(socket, upgradeRequest("Authorization: Bearer " + token + "\r\n" + headers)))
                    .startsWith("HTTP/1.1 101 ");
            return addressOfTheNextSignIn();
        }
    }

    private String addressOfTheNextSignIn() throws InterruptedException {
        AuditEvent event = audit.poll(20, TimeUnit.SECONDS);
        while (event != null && !event.action().equals("sign-in")) {
            event = audit.poll(20, TimeUnit.SECONDS);
        }
        return Optional.ofNullable(event).orElseThrow().address();
    }

    @Test
    void thePublicOriginIsTheServersOwnAndItsCookieIsSecure() throws Exception {
        start("127.0.0.1");
        String answer = login(PUBLIC + "\r\n" + FORWARDED);
        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("; secure");
        assertThat(upgrade(PUBLIC + "\r\n" + FORWARDED)).startsWith("HTTP/1.1 101 ");
        assertThat(upgrade("Origin: http://term.example.org\r\n" + FORWARDED)).startsWith("HTTP/1.1 403 ");
        assertThat(upgrade("Origin: http://127.0.0.1:" + port + "\r\n" + FORWARDED))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void withoutTrustTheHeadersAreOnlyWords() throws Exception {
        start("192.0.2.1", "10.0.0.0/8", "::1");
        assertThat(login(PUBLIC + "\r\n" + FORWARDED)).startsWith("HTTP/1.1 403 ");
        assertThat(upgrade(PUBLIC + "\r\n" + FORWARDED)).startsWith("HTTP/1.1 403 ");
        String own = "Origin: http://127.0.0.1:" + port + "\r\n" + FORWARDED;
        assertThat(login(own)).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("; secure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 | 198.51.100.1 | 198.51.100.1",
                "127.0.0.1 | 6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "127.0.0.0/8 | 6.6.6.6, 2001:db8::5, 127.0.0.9 | 2001:db8:0:0:0:0:0:5",
                "127.0.0.1 | 198.51.100.1, unknown | 127.0.0.1",
                "192.0.2.1 | 198.51.100.1 | 127.0.0.1"
            })
    void theAuditNamesTheClientsAddress(String trusted, String said, String address) throws Exception {
        start(trusted);
        assertThat(addressOfSignIn("X-Forwarded-For: " + said + "\r\n")).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"login", "ticket", "link"})
    void theAuditIsToldOfTokensThatAreRefusedBeforeThereIsAConnection(String call) throws Exception {
        start("127.0.0.1");
        String body = "{\"token\":\"guessed\"}";
        String answer = raw("POST /api/" + call + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: close\r\nAuthorization: Bearer guessed\r\nX-Forwarded-For: 198.51.100.1\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 401 ");
        assertThat(audit.poll(20, TimeUnit.SECONDS)).isNotNull().satisfies(event -> {
            assertThat(event.action()).isEqualTo("sign-in");
            assertThat(event.allowed()).isFalse();
            assertThat(event.address()).isEqualTo("198.51.100.1");
            assertThat(event.toString()).doesNotContain("guessed");
        });
    }

    @Test
    void aProxyMayComeByIpv6() throws Exception {
        startAt("::1", "::1");
        assertThat(addressOfSignIn("X-Forwarded-For: [2001:db8::5]:4711, ::1\r\n"))
                .isEqualTo("2001:db8:0:0:0:0:0:5");
    }

    /**
     * The page of a name that was pointed to 127.0.0.1 may write any header, where the proxy is trusted for being
     * there.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evil.example | 127.0.0.1 | 403",
                "evil.example | term.example.org | 403",
                "127.0.0.1 | evil.example | 403",
                "127.0.0.1 | term.example.org | 200",
                "term.example.org | term.example.org | 200",
                "127.0.0.1 | not a name | 200"
            })
    void neitherTheNameAskedForNorTheOneForwardedMayBeForeign(String host, String forwarded, int status)
            throws Exception {
        start("127.0.0.1");
        assertThat(raw("GET /api/session HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: " + forwarded
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }
}
