package io.tmuxbridge.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import jakarta.servlet.ServletContextListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The jar in an application that says nothing of it but its settings: in each container the same. */
abstract class DoorContract {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String SOCKET = "/ws/terminal";

    private final TmuxServer tmux = TmuxServer.create();

    /**
     * Starts the container as it finds the initializer by itself.
     *
     * @param parameters the application's {@code context-param}s
     * @param listeners further listeners of the application
     */
    abstract Application start(Map<String, String> parameters, List<ServletContextListener> listeners) throws Exception;

    @AfterEach
    void endTmux() {
        tmux.close();
    }

    final Map<String, String> settings(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("tmuxbridge.tmux.socket-name", tmux.socketName());
        map.put("tmuxbridge.tmux.binary", TmuxServer.binary());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put("tmuxbridge." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Test
    void theJarAndItsSettingsAreARunningEndpoint() throws Exception {
        try (Application application = start(settings("access.token", TOKEN), List.of());
                AskingSocket known = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN));
                AskingSocket unknown = AskingSocket.open(application.port(), SOCKET, Map.of())) {
            assertThat(known.ask(AskingSocket.INFO)).contains("\"result\"", "\"role\":\"operator\"");
            assertThat(unknown.ask(AskingSocket.INFO)).contains("unauthenticated");
        }
    }

    @Test
    void withoutAWayToSignInNobodyComesInAndTheLogSaysWhatToSet() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(TmuxBridgeListener.class);
        log.start();
        logger.addAppender(log);
        try (Application application = start(settings(), List.of());
                AskingSocket client = AskingSocket.open(application.port(), SOCKET, Map.of())) {
            assertThat(client.ask(AskingSocket.INFO)).contains("unauthenticated");
            assertThat(log.list)
                    .filteredOn(event -> event.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains(
                            "nobody can come in",
                            "tmuxbridge.access.roles",
                            "tmuxbridge.access.token",
                            "tmuxbridge.access.jwt.issuer");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void aSettingThatIsMisspeltKeepsTheApplicationFromStarting() {
        assertThatThrownBy(
                        () -> start(settings("access.tokn", TOKEN), List.of()).close())
                .hasStackTraceContaining("tmuxbridge.access.tokn is no setting: did you mean tmuxbridge.access.token?");
    }

    @Test
    void theBridgeIsClosedWhenTheApplicationEndsAndItsSessionsLiveOn() throws Exception {
        Application application = start(settings("access.token", TOKEN), List.of());
        try (AskingSocket client = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN))) {
            assertThat(client.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.create\","
                            + "\"params\":{\"name\":\"kept\",\"command\":[\"cat\"]}}"))
                    .contains("\"result\"");
            application.close();
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(tmux.tmux("list-sessions", "-F", "#{session_name}")).isEqualTo("kept");
    }

    @Test
    void anApplicationsOwnBridgeIsTakenAndLeftOpen() throws Exception {
        try (TmuxBridge own = BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(credentials -> java.util.Optional.of(Caller.of("somebody", Role.VIEWER)))
                .build()) {
            ServletContextListener listener = new OwnBridge(own);
            try (Application application = start(settings("access.token", TOKEN), List.of(listener));
                    AskingSocket client = AskingSocket.open(application.port(), SOCKET, Map.of())) {
                assertThat(client.ask(AskingSocket.INFO)).contains("\"name\":\"somebody\"");
            }
            assertThat(own.sessions().list()).isEmpty();
        }
    }

    @Test
    void thePrefixIsPutBeforeThePath() throws Exception {
        try (Application application = start(settings("access.token", TOKEN, "path-prefix", "/deep/er"), List.of());
                AskingSocket client = AskingSocket.open(application.port(), "/deep/er/ws/terminal/x", bearer(TOKEN))) {
            assertThat(client.ask(AskingSocket.INFO)).contains("\"result\"");
            assertThatThrownBy(() -> AskingSocket.open(application.port(), SOCKET, bearer(TOKEN)))
                    .isInstanceOf(CompletionException.class);
        }
    }

    /** Tomcat tells a WebSocket of no address: nobody's connections were counted, and the audit knew no address. */
    @Test
    void connectionsAreCountedByAddress() throws Exception {
        Map<String, String> settings = settings("access.token", TOKEN, "quotas.connections-per-address", "1");
        try (Application application = start(settings, List.of());
                AskingSocket first = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN))) {
            assertThat(first.ask(AskingSocket.INFO)).contains("\"result\"");
            try (AskingSocket second = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN))) {
                assertThat(second.closeCode()).isEqualTo(4429);
            }
        }
    }

    @Test
    void whoIsRefusedHearsItByStatusWhereThatIsSet() throws Exception {
        try (Application application = start(
                        settings("access.token", TOKEN, "refuse-by-status", "true", "path-prefix", "/deep"),
                        List.of());
                AskingSocket known = AskingSocket.open(application.port(), "/deep" + SOCKET, bearer(TOKEN))) {
            assertThat(known.ask(AskingSocket.INFO)).contains("\"result\"", "\"role\":\"operator\"");
            assertThatThrownBy(() -> AskingSocket.open(application.port(), "/deep" + SOCKET, bearer("wrong")))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .cause()
                    .extracting(refused -> ((WebSocketHandshakeException) refused)
                            .getResponse()
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void whatGoesByWebSocketGoesByHttpAsWellWhereThatIsSet() throws Exception {
        try (Application application =
                start(settings("access.token", TOKEN, "http", "true", "path-prefix", "/deep"), List.of())) {
            String path = "/deep/http/terminal";
            assertThat(http(application, "POST", path, "{}", offering("")).body())
                    .contains("\"id\":", "\"protocol\":\"tmuxbridge.v1.json\"");
            assertThat(http(application, "POST", path, "{}", offering("http://evil.example"))
                            .statusCode())
                    .isEqualTo(403);
        }
        try (Application application = start(settings("access.token", TOKEN), List.of())) {
            assertThat(http(application, "POST", "/http/terminal", "{}", offering(""))
                            .statusCode())
                    .isIn(404, 405);
        }
    }

    @Test
    void itCanBeTurnedOff() throws Exception {
        try (Application application = start(settings("access.token", TOKEN, "enabled", "false"), List.of())) {
            assertThatThrownBy(() -> AskingSocket.open(application.port(), SOCKET, bearer(TOKEN)))
                    .isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void aPageSignsInByTokenAndComesInByItsCookie() throws Exception {
        try (Application application = start(settings("access.token", TOKEN, "page", "true"), List.of())) {
            HttpResponse<String> before = http(application, "GET", "/api/session", "", Map.of());
            assertThat(before.body()).contains("\"signedIn\":false");
            assertThat(before.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("script-src 'self'");

            Map<String, String> json = Map.of("Content-Type", "application/json");
            assertThat(http(application, "POST", "/api/login", "{\"token\":\"wrong\"}", json)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(http(application, "POST", "/api/login", "{\"token\":\"" + TOKEN + "\"}", Map.of())
                            .statusCode())
                    .as("a form of a foreign page cannot send JSON")
                    .isEqualTo(415);
            Map<String, String> foreign = Map.of("Content-Type", "application/json", "Origin", "http://evil.example");
            assertThat(http(application, "POST", "/api/login", "{\"token\":\"" + TOKEN + "\"}", foreign)
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> login = http(application, "POST", "/api/login", "{\"token\":\"" + TOKEN + "\"}", json);
            assertThat(login.statusCode()).isEqualTo(200);
            String set = login.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(set)
                    .as("cookies know no ports: that of a server beside this one would be overwritten")
                    .startsWith("tmuxbridge-" + application.port() + "=")
                    .contains("HttpOnly", "SameSite=Strict", "Path=/");
            Map<String, String> cookie =
                    Map.of("Cookie", "tmuxbridge-1=a-neighbour's; " + set.substring(0, set.indexOf(';')));
            String there = "{\"token\":\"" + TOKEN + "\",\"path\":\"/behind/a/proxy/\"}";
            assertThat(http(application, "POST", "/api/login", there, json)
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElseThrow())
                    .as("the path that the browser sees")
                    .contains("; Path=/behind/a/proxy/;");

            assertThat(http(application, "GET", "/api/session", "", cookie).body())
                    .contains("\"signedIn\":true");
            try (AskingSocket client = AskingSocket.open(application.port(), SOCKET, cookie)) {
                assertThat(client.ask(AskingSocket.INFO)).contains("\"result\"");
            }
            assertThat(http(application, "POST", "/api/logout", "", cookie).statusCode())
                    .isEqualTo(204);
            assertThat(http(application, "GET", "/api/session", "", cookie).body())
                    .contains("\"signedIn\":false");
        }
    }

    @Test
    void aPageBehindATrustedProxySignsInAsItsOwnAndItsCookieIsForHttpsOnly() throws Exception {
        Map<String, String> page = Map.of(
                "Content-Type", "application/json",
                "Origin", "https://tools.example.org",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "tools.example.org");
        String login = "{\"token\":\"" + TOKEN + "\"}";
        Map<String, String> settings = settings("access.token", TOKEN, "page", "true");
        try (Application application = start(settings, List.of())) {
            assertThat(http(application, "POST", "/api/login", login, page).statusCode())
                    .as("anybody can write these headers")
                    .isEqualTo(403);
        }
        settings.put("tmuxbridge.trusted-proxies", "127.0.0.1");
        try (Application application = start(settings, List.of())) {
            HttpResponse<String> answer = http(application, "POST", "/api/login", login, page);

            assertThat(answer.statusCode()).isEqualTo(200);
            String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(set).startsWith("tmuxbridge-443=").contains("; Secure");
            Map<String, String> signedIn = new LinkedHashMap<>(page);
            signedIn.remove("Content-Type");
            signedIn.put("Cookie", set.substring(0, set.indexOf(';')));
            try (AskingSocket client = AskingSocket.open(application.port(), SOCKET, signedIn)) {
                assertThat(client.ask(AskingSocket.INFO)).contains("\"result\"");
            }
        }
    }

    /** An application whose web.xml names the listener runs the initializer as well. */
    @Test
    void theListenerOfWebXmlAndTheInitializerOpenOneEndpoint() throws Exception {
        Map<String, String> settings = settings("access.token", TOKEN, "refuse-by-status", "true", "http", "true");
        try (Application application = start(settings, List.of(new TmuxBridgeListener()));
                AskingSocket client = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN))) {
            assertThat(client.ask(AskingSocket.INFO)).contains("\"result\"");
        }
    }

    @Test
    void theListenerOfWebXmlCanBeTurnedOffAsWell() throws Exception {
        Map<String, String> settings = settings("access.token", TOKEN, "enabled", "false");
        try (Application application = start(settings, List.of(new TmuxBridgeListener()))) {
            assertThatThrownBy(() -> AskingSocket.open(application.port(), SOCKET, bearer(TOKEN)))
                    .isInstanceOf(CompletionException.class);
        }
    }

    /** What opens a connection over HTTP, from a page of some origin or from none. */
    private static Map<String, String> offering(String origin) {
        Map<String, String> headers = new LinkedHashMap<>(bearer(TOKEN));
        headers.put("Content-Type", "application/json");
        headers.put("Tmuxbridge-Protocols", "tmuxbridge.v1.json");
        if (!origin.isEmpty()) {
            headers.put("Origin", origin);
        }
        return headers;
    }

    private static HttpResponse<String> http(
            Application application, String method, String path, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + application.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A listener as an application has it. */
    private record OwnBridge(TmuxBridge bridge) implements ServletContextListener {
        @Override
        public void contextInitialized(jakarta.servlet.ServletContextEvent event) {
            event.getServletContext().setAttribute(TmuxBridgeListener.BRIDGE, bridge);
        }
    }
}
