package io.tmuxbridge.containers.war;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.containers.server.ServerKind;
import io.tmuxbridge.containers.server.ServerProcess;
import io.tmuxbridge.jakarta.contract.OwnWay;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The WAR, unchanged, in a real server that knows nothing but some variables of its environment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WarContract {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String CONTEXT = "/tmuxbridge";
    private static final String SOCKET = CONTEXT + "/ws/terminal";
    private static final Path WAR = Path.of(System.getProperty("tmuxbridge.war"));

    private final TmuxServer tmux = TmuxServer.create();
    private ServerProcess server;

    abstract ServerKind kind();

    /** What clients hear when the server ends: going away, wherever the server lets the application speak. */
    int codeOfTheEnd() {
        return 1001;
    }

    @BeforeAll
    void startServer() throws IOException {
        server = start(Map.of("TMUXBRIDGE_ACCESS_TOKEN", TOKEN));
    }

    private ServerProcess start(Map<String, String> signIn) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>(signIn);
        environment.put("TMUXBRIDGE_TMUX_SOCKET_NAME", tmux.socketName());
        environment.put("TMUXBRIDGE_TMUX_BINARY", TmuxServer.binary());
        return ServerProcess.start(kind(), WAR, CONTEXT, environment, "/api/session");
    }

    @AfterAll
    void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
        tmux.close();
    }

    @Test
    void whoShowsTheTokenComesInAndNobodyElse() throws Exception {
        try (AskingSocket known = AskingSocket.open(server.port(), SOCKET, bearer(TOKEN));
                AskingSocket wrong = AskingSocket.open(server.port(), SOCKET, bearer(TOKEN + "0"));
                AskingSocket nobody = AskingSocket.open(server.port(), SOCKET, Map.of())) {
            assertThat(known.ask(AskingSocket.INFO)).contains("\"result\"", "\"role\":\"operator\"");
            assertThat(wrong.closeCode()).isEqualTo(4401);
            assertThat(nobody.ask(AskingSocket.INFO)).contains("unauthenticated");
        }
    }

    @Test
    void thePageIsServedWithItsHeaders() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>", "app-");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        String script = page.body().replaceAll("(?s).*?(app-[0-9A-Z]+\\.js).*", "$1");
        assertThat(get("/" + script).headers().firstValue("Content-Type").orElse(""))
                .contains("javascript");
        assertThat(get("/WEB-INF/web.xml").statusCode()).isIn(403, 404);
    }

    @Test
    @Tag("containers") // needs Chromium and what npm installs
    void aBrowserOpensThePageTypesAndSeesWhatComesOfIt() throws Exception {
        Process node = new ProcessBuilder(
                        "node",
                        "tmuxbridge-web/e2e/war.mjs",
                        "http://127.0.0.1:" + server.port() + CONTEXT + "/",
                        TOKEN)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(node.getInputStream().readAllBytes());
        assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(told).isZero();
        assertThat(tmux.tmux("capture-pane", "-p", "-t", "browser")).contains("42 größer 日本語 🙂", "again");
        tmux.tmux("kill-session", "-t", "browser");
    }

    @Test
    void withoutAWayToSignInNobodyComesInAndTheLogSaysWhatToSet() throws Exception {
        try (ServerProcess closed = start(Map.of());
                AskingSocket client = AskingSocket.open(closed.port(), SOCKET, Map.of())) {
            assertThat(client.ask(AskingSocket.INFO)).contains("unauthenticated");
            assertThat(closed.log())
                    .contains(
                            "nobody can come in",
                            "tmuxbridge.access.roles",
                            "tmuxbridge.access.token",
                            "tmuxbridge.access.jwt.issuer");
        }
    }

    @Test
    void aServerThatEndsTellsItsClientsAndLeavesTheSessionsAlone() throws Exception {
        ServerProcess ending = start(Map.of("TMUXBRIDGE_ACCESS_TOKEN", TOKEN));
        try (AskingSocket client = AskingSocket.open(ending.port(), SOCKET, bearer(TOKEN))) {
            assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\","
                            + "\"params\":{\"name\":\"kept\",\"command\":[\"cat\"]}}"))
                    .contains("\"result\"");
            ending.close();
            assertThat(client.closeCode()).isEqualTo(codeOfTheEnd());
        }
        assertThat(tmux.tmux("list-sessions", "-F", "#{session_name}")).contains("kept");
        if (codeOfTheEnd() != 1001) {
            OwnWay.counted("clients hear " + codeOfTheEnd() + " in place of 1001 when the server ends");
        }
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** HTTP/1.1: Liberty does not answer a welcome page when the JDK's client asks for HTTP/2 with it. */
    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + CONTEXT + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
