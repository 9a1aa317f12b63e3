package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's server with a real bridge, over HTTP and WebSocket as browsers use it. */
class RunningServerTest {

    private static final String LISTED = "https://term.example.org";

    @TempDir
    private Path directory;

    private final TmuxServer tmux = TmuxServer.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningServer server;
    private URI page;
    private String token;

    @BeforeEach
    void start() {
        server = start(true, 0);
        page = URI.create(server.pageUrl());
        token = page.getFragment().substring("token=".length());
    }

    @AfterEach
    void stop() {
        server.close();
        tmux.close();
    }

    private RunningServer start(boolean withTokens, int port) {
        ServerPlan plan = new ServerPlan(
                "127.0.0.1",
                port,
                withTokens ? ServerPlan.Entrance.TOKENS : ServerPlan.Entrance.OPEN,
                Set.of("term.example.org"),
                Optional.empty(),
                TrustedProxies.none(),
                Optional.of(URI.create(LISTED + "/")));
        return RunningServer.start(plan, runtimeFile(), this::bridge);
    }

    private RuntimeFile runtimeFile() {
        return RuntimeFile.in(List.of(directory));
    }

    private TmuxBridge bridge(Door door) {
        return BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(door.authenticator())
                .origins(OriginPolicy.allowing(Set.of(LISTED)))
                .build();
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : new String[] {"", "api/session", "nothing.js", "ws/terminal", "../x"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                    .contains("require-trusted-types-for 'script'");
            assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("cross-origin-opener-policy"))
                    .contains("same-origin");
        }
    }

    @Test
    void thePageIsServedAndCachedByItsTag() throws Exception {
        HttpResponse<String> first = get("");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(first.headers().firstValue("cache-control")).contains("no-cache");
        String tag = first.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> second = send(request("").header("If-None-Match", tag));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(send(request("").header("If-None-Match", "\"other\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesWithAHashAreKeptForEver() throws Exception {
        HttpResponse<String> answer = get("test-ABCD1234.js");
        assertThat(answer.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("immutable");
    }

    @Test
    void whoTakesGzipGetsIt() throws Exception {
        HttpResponse<String> plain = get("test-ABCD1234.js");
        HttpResponse<byte[]> zipped = http.send(
                request("test-ABCD1234.js")
                        .header("Accept-Encoding", "gzip, br")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(zipped.body().length).isLessThan(plain.body().length());
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/no", "/..%2f..%2flogback.xml", "/%2e%2e/%2e%2e/logback.xml", "/../../logback.xml", "//logback.xml",
                "/.hidden", "/a/../../../logback.xml", "/index.html/", "/index.html%00.js", "/META-INF/MANIFEST.MF",
                "/test", "/\\..\\logback.xml"
            })
    void nothingOutsideThePageIsServed(String rawPath) throws Exception {
        String answer = raw("GET " + rawPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("<configuration>");
    }

    /** Whoever looked at it letter by letter ran out of stack, and logged all of that. */
    @Test
    void aPathOfAnyLengthIsNotFound() throws Exception {
        for (String segment : new String[] {"a/", "ab", "a."}) {
            assertThat(get(segment.repeat(7_500) + "a").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        assertThat(send(request("").method("DELETE", none)).statusCode()).isEqualTo(405);
        HttpResponse<String> head = send(request("").method("HEAD", none));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:1, 200",
        "LOCALHOST, 200",
        "127.0.0.1:8000, 200",
        "[::1], 200",
        "[::1]:80, 200",
        "term.example.org, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "[::1].evil, 400",
        "localhost@evil, 400"
    })
    void onlyNamesOfThisServerAreAnswered(String host, int status) throws Exception {
        String answer = raw("GET /api/session HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        String upgrade = raw(upgrade("Host: " + host));
        assertThat(upgrade).startsWith("HTTP/1.1 " + (status == 200 ? 101 : status) + " ");
    }

    @Test
    void theLinksTokenSignsABrowserInOnce() throws Exception {
        assertThat(get("api/session").body()).isEqualTo("{\"auth\":\"token\",\"signedIn\":false}");
        HttpResponse<String> first = login(token);
        assertThat(first.statusCode()).isEqualTo(200);
        String cookie = first.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .matches("tmuxbridge-\\d+-[0-9a-f]+=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict")
                .doesNotContain(token);
        assertThat(login(token).statusCode()).isEqualTo(401);

        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(request("api/session").header("Cookie", pair)).body())
                .isEqualTo("{\"auth\":\"token\",\"signedIn\":true}");
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of("Cookie", pair, "Origin", origin()))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        assertThat(send(request("api/logout").header("Cookie", pair).POST(empty()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("api/session").header("Cookie", pair)).body()).contains("\"signedIn\":false");
    }

    @Test
    void theCookieIsForThePathOfThePageAndEndsThere() throws Exception {
        String path = "/team@home/b/";
        String cookie = setCookie("api/login", "{\"token\":\"" + token + "\",\"path\":\"" + path + "\"}", "");
        assertThat(cookie).contains("; Path=" + path + ";");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String end = setCookie("api/logout", "{\"path\":\"" + path + "\"}", pair);
        assertThat(end)
                .startsWith(pair.substring(0, pair.indexOf('=') + 1) + ";")
                .contains("Expires=Thu, 01-Jan-1970");
        assertThat(end).contains("; Path=" + path + ";");
        assertThat(send(request("api/session").header("Cookie", pair)).body()).contains("\"signedIn\":false");
    }

    @Test
    void whoNamesNoPathOrNoneThereCanBeIsSignedOutAllTheSame() throws Exception {
        String cookie = setCookie("api/login", "{\"token\":\"" + token + "\"}", "");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(setCookie("api/logout", "{\"path\":\"/; Domain=evil.example\"}", pair))
                .contains("; Path=/;")
                .doesNotContain("evil");
        assertThat(send(request("api/session").header("Cookie", pair)).body()).contains("\"signedIn\":false");
        assertThat(setCookie("api/logout", "", pair)).contains("; Path=/;");
    }

    @Test
    void aProgramMayUseTheLinksTokenInstead() throws Exception {
        String protocol = "bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes());
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of(), "tmuxbridge.v1.json", protocol)) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        try (AskingSocket again = AskingSocket.open(endpoint(), Map.of("Authorization", "Bearer " + token))) {
            assertThat(again.closeCode()).isEqualTo(4401);
        }
        assertThat(login(token).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenMayComeInTheFirstMessage() throws Exception {
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of())) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("unauthenticated");
            socket.say("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        assertThat(login(token).statusCode()).isEqualTo(401);
    }

    @Test
    void theLocalTokenGetsAFreshLink() throws Exception {
        RuntimeFile.Server found = runtimeFile().read().orElseThrow();
        assertThat(found.url()).isEqualTo(URI.create(server.pageUrl()).resolve("/"));
        assertThat(send(request("api/link").POST(empty())).statusCode()).isEqualTo(401);
        assertThat(send(request("api/link")
                                .header("Authorization", "Bearer " + token)
                                .POST(empty()))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> link = send(request("api/link")
                .header("Authorization", "Bearer " + found.token())
                .POST(empty()));
        String fresh = link.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(login(fresh).statusCode()).isEqualTo(200);
        assertThat(login(token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1", "http://localhost.evil"})
    void foreignPagesGetNothing(String origin) throws Exception {
        assertThat(send(loginRequest(token).header("Origin", origin)).statusCode())
                .isEqualTo(403);
        assertThat(login(token).statusCode())
                .as("the token is not used up by it")
                .isEqualTo(200);
        assertThatThrownBy(() -> AskingSocket.open(endpoint(), Map.of("Origin", origin)))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void listedOriginsAreLetIn() throws Exception {
        try (AskingSocket socket =
                AskingSocket.open(endpoint(), Map.of("Origin", LISTED, "Authorization", "Bearer " + token))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
    }

    @Test
    void whatIsNotALoginIsRefused() throws Exception {
        String form = "token=" + token;
        assertThat(send(request("api/login")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request("api/login")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(login("x".repeat(20_000)).statusCode()).isEqualTo(413);
        assertThat(login("").statusCode()).isEqualTo(401);
        assertThat(get("api/login").statusCode()).isEqualTo(404);
        assertThat(login(token).statusCode()).isEqualTo(200);
    }

    /** More than there are workers: whoever waits for the rest of them would leave nobody to those who come after. */
    @ParameterizedTest
    @ValueSource(strings = {"login", "logout", "link", "ticket", "other"})
    void halfSentRequestsHoldUpNobodyElse(String call) throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket half = new Socket("127.0.0.1", page.getPort());
                halves.add(half);
                half.getOutputStream()
                        .write(("POST /api/" + call + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                                        + "\r\nContent-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(send(loginRequest(token).timeout(Duration.ofSeconds(5))).statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void aQueryParameterSignsNobodyIn() throws Exception {
        try (AskingSocket socket = AskingSocket.open(endpoint() + "?token=" + token, Map.of())) {
            assertThat(socket.ask(AskingSocket.INFO)).doesNotContain("\"result\"");
        }
        assertThat(login(token).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutSignInEverybodyIsIn() throws Exception {
        try (RunningServer open = start(false, 0)) {
            URI base = URI.create(open.pageUrl());
            assertThat(base.getFragment()).isNull();
            assertThat(http.send(
                                    HttpRequest.newBuilder(base.resolve("api/session"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"auth\":\"none\",\"signedIn\":true}");
            try (AskingSocket socket =
                    AskingSocket.open("ws://127.0.0.1:" + base.getPort() + "/ws/terminal", Map.of())) {
                assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
            }
        }
    }

    @Test
    void closingTellsEveryPeerThatTheServerGoesAway() throws Exception {
        try (AskingSocket one = AskingSocket.open(endpoint(), Map.of("Authorization", "Bearer " + token));
                AskingSocket two = AskingSocket.open(endpoint() + "/work", Map.of())) {
            assertThat(one.ask(AskingSocket.INFO)).contains("\"result\"");
            server.close();
            assertThat(one.closeCode()).isEqualTo(1001);
            assertThat(two.closeCode()).isEqualTo(1001);
        }
        assertThatThrownBy(() -> get("")).isInstanceOf(IOException.class);
        assertThat(runtimeFile().read()).isEmpty();
    }

    /** As at the last logout of its user, or when /tmp is cleaned. */
    @Test
    void aServerWhoseFileIsTakenAwayIsFoundAgain() throws Exception {
        RuntimeFile.Server before = runtimeFile().read().orElseThrow();
        Thread waiting = new Thread(() -> {
            try {
                server.awaitEnd(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        Files.delete(runtimeFile().path(before.pid()));
        Files.delete(directory.resolve("tmuxbridge"));
        await().until(() -> runtimeFile().read().equals(Optional.of(before)));
        server.close();
        waiting.join();
        assertThat(runtimeFile().read()).isEmpty();
    }

    @Test
    void whoIsElsewhereGetsTheSameLink() {
        assertThat(server.elsewhereUrl()).contains(LISTED + "/#token=" + token);
        assertThat(runtimeFile().read().orElseThrow().elsewhere()).contains(URI.create(LISTED + "/"));
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        assertThatThrownBy(() -> start(true, page.getPort()))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContainingAll("127.0.0.1:" + page.getPort(), "in use", "--port");
    }

    @Test
    void aBridgeThatFailsLeavesThePortFree() throws Exception {
        int port = page.getPort();
        server.close();
        ServerPlan plan = new ServerPlan(
                "127.0.0.1",
                port,
                ServerPlan.Entrance.TOKENS,
                Set.of(),
                Optional.empty(),
                TrustedProxies.none(),
                Optional.empty());
        assertThatThrownBy(() -> RunningServer.start(plan, runtimeFile(), door -> {
                    throw new IllegalStateException("no bridge today");
                }))
                .hasMessage("no bridge today");
        server = start(true, port);
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    private String endpoint() {
        return "ws://127.0.0.1:" + page.getPort() + "/ws/terminal";
    }

    private String origin() {
        return "http://127.0.0.1:" + page.getPort();
    }

    /** What the page does where no WebSocket gets through, to the end of the server. */
    @Test
    void whoGetsNoWebSocketThroughComesByHttp() throws Exception {
        assertThat(open("http://evil.example").body())
                .isEqualTo("{\"code\":1008,\"reason\":\"this origin may not connect\"}");
        HttpResponse<String> opened = open(origin());
        assertThat(opened.headers().firstValue("content-security-policy")).isPresent();
        JsonNode connection = new ObjectMapper().readTree(opened.body());
        String path = "http/terminal/" + connection.get("id").asText();
        String key = connection.get("key").asText();
        HttpResponse<Stream<String>> events = http.send(
                request(path + "/events").header("Tmuxbridge-Key", key).build(), HttpResponse.BodyHandlers.ofLines());
        HttpRequest.Builder message = request(path + "/messages")
                .header("Content-Type", "application/json")
                .header("Tmuxbridge-Key", key)
                .header("Tmuxbridge-Number", "1")
                .POST(HttpRequest.BodyPublishers.ofString("[\"{\\\"type\\\":\\\"ping\\\",\\\"data\\\":7}\"]"));
        assertThat(send(message).statusCode()).isEqualTo(204);
        Iterator<String> lines = events.body().iterator();
        assertThat(until(lines, "data: ")).contains("\"type\":\"pong\"").contains("7");
        server.close();
        assertThat(until(lines, "event: ")).isEqualTo("event: close");
        assertThat(lines.next()).contains("1001");
    }

    private HttpResponse<String> open(String origin) throws Exception {
        return send(request("http/terminal")
                .header("Origin", origin)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String until(Iterator<String> lines, String beginning) {
        String line = lines.next();
        while (!line.startsWith(beginning)) {
            line = lines.next();
        }
        return line;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + "/" + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> login(String value) throws Exception {
        return send(loginRequest(value).header("Origin", origin()));
    }

    private HttpRequest.Builder loginRequest(String value) {
        return request("api/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + value + "\"}"));
    }

    private String setCookie(String call, String body, String cookie) throws Exception {
        HttpRequest.Builder request = request(call)
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request).headers().firstValue("set-cookie").orElseThrow();
    }

    private static HttpRequest.BodyPublisher empty() {
        return HttpRequest.BodyPublishers.noBody();
    }

    private static String upgrade(String... headers) {
        return "GET /ws/terminal HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    /** Sends bytes as they are and gives the answer, to its end or, if the connection stays open, the head of it. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", page.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            boolean headOnly = request.contains("Upgrade: websocket");
            StringBuilder answer = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0) {
                answer.append((char) next);
                next = headOnly && answer.toString().endsWith("\r\n\r\n")
                        ? -1
                        : socket.getInputStream().read();
            }
            return answer.toString();
        }
    }
}
