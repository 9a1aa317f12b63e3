package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.jwt.KeySource;
import io.tmuxbridge.jwt.VerificationKey;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in for whoever has a JWT: subprotocol value, first message, one-time ticket, cookie with the origin. */
class JwtDoorTest {

    private static final byte[] SECRET = new byte[32];

    @TempDir
    private Path directory;

    private final TmuxServer tmux = TmuxServer.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningServer server;
    private URI page;

    @BeforeEach
    void start() {
        ServerPlan plan = new ServerPlan(
                "127.0.0.1",
                0,
                ServerPlan.Entrance.jwt(
                        JwtAuthenticator.builder(KeySource.of(VerificationKey.secret(SECRET)), "issuer", "tmuxbridge")
                                .build()),
                Set.of(),
                Optional.empty(),
                TrustedProxies.none(),
                Optional.empty());
        server = RunningServer.start(
                plan, RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString())), this::bridge);
        page = URI.create(server.pageUrl());
    }

    @AfterEach
    void stop() {
        server.close();
        tmux.close();
    }

    private TmuxBridge bridge(Door door) {
        return BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(door.authenticator())
                .build();
    }

    private static String token(String audience) throws Exception {
        return token(audience, "ada");
    }

    private static String token(String audience, String subject) throws Exception {
        String claims = "{\"iss\":\"issuer\",\"aud\":\"" + audience + "\",\"sub\":\"" + subject
                + "\",\"roles\":[\"operator\"],\"exp\":"
                + Instant.now().plusSeconds(300).getEpochSecond() + "}";
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String value(String token) {
        return "bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes());
    }

    private String endpoint() {
        return "ws://127.0.0.1:" + page.getPort() + "/ws/terminal";
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theAddressOfThePageSignsNobodyIn() {
        assertThat(page.getFragment()).isNull();
    }

    /** The bug: whoever could choose a name at the issuer had the sessions of the person who started the server. */
    @Test
    void nobodyElseMayBeCalledAsThisServersOwn() throws Exception {
        for (String name : List.of("owner", "program")) {
            HttpResponse<String> answer =
                    post("/api/ticket", "", "Authorization", "Bearer " + token("tmuxbridge", name));
            assertThat(answer.statusCode()).as(name).isEqualTo(401);
        }
    }

    @Test
    void aTokenComesInAsSubprotocolValueOrInTheFirstMessage() throws Exception {
        try (AskingSocket socket =
                AskingSocket.open(endpoint(), Map.of(), "tmuxbridge.v1.json", value(token("tmuxbridge")))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of())) {
            socket.say("{\"type\":\"auth\",\"token\":\"" + token("tmuxbridge") + "\"}");
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
    }

    @Test
    void aTokenForAnotherAudienceIsClosedWith4401() throws Exception {
        try (AskingSocket socket =
                AskingSocket.open(endpoint(), Map.of(), "tmuxbridge.v1.json", value(token("other")))) {
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
        assertThat(post("api/ticket", "", "Authorization", "Bearer " + token("other"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("api/login", "{\"token\":\"" + token("other") + "\"}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenBuysATicketThatOpensOneSocket() throws Exception {
        HttpResponse<String> answer = post("api/ticket", "", "Authorization", "Bearer " + token("tmuxbridge"));
        String ticket = answer.body().replaceAll(".*\"ticket\":\"([^\"]+)\".*", "$1");
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of(), "tmuxbridge.v1.json", value(ticket))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of(), "tmuxbridge.v1.json", value(ticket))) {
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aTokenBuysACookieThatCountsFromThisPageOnly() throws Exception {
        HttpResponse<String> answer = post("api/login", "{\"token\":\"" + token("tmuxbridge") + "\"}");
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String origin = "http://127.0.0.1:" + page.getPort();
        try (AskingSocket socket = AskingSocket.open(endpoint(), Map.of("Cookie", pair, "Origin", origin))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        assertThat(post("api/ticket", "", "Cookie", pair, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("api/ticket", "", "Cookie", pair, "Origin", origin).statusCode())
                .isEqualTo(200);
    }
}
