package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.Split;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.jwt.JwksKeys;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.servlet.http.HttpOptions;
import io.tmuxbridge.servlet.http.HttpTerminals;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TerminalSocket;
import io.tmuxbridge.testkit.TmuxServer;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.servlet.ServletContext;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/embedding.md shows beside the first ten lines, each seen to do what is said of it. */
class GuideTest {

    private final TmuxServer tmux = TmuxServer.create();
    private final BridgeBuilder builder =
            BridgeBuilder.create().tmuxBinary(Path.of(TmuxServer.binary())).tmuxSocketName(tmux.socketName());

    @AfterEach
    void end() {
        tmux.close();
    }

    @Test
    void tokensAreTakenFromWhoSignsThem() throws Exception {
        builder.authenticator(JwtAuthenticator.builder(
                        JwksKeys.at(URI.create("https://login.example.org/keys")),
                        "https://login.example.org",
                        "tmuxbridge")
                .roles("realm_access.roles", "tmux-")
                .build());
        try (TmuxBridge bridge = builder.build();
                WebApplication application =
                        WebApplication.registering(container -> TmuxBridgeEndpoint.register(container, bridge));
                TerminalSocket socket = TerminalSocket.open(
                        application.endpoint(), Map.of("Authorization", "Bearer no-token-of-theirs"))) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void peopleOfTheApplicationComeInByTheirRoles() throws Exception {
        Queue<TmuxBridge> bridges = new ConcurrentLinkedQueue<>();
        try (WebApplication application =
                WebApplication.registering(container -> bridges.add(registerPeople(container)))) {
            Map<String, String> staff = Map.of("X-User", "ada", "X-Role", "staff");
            try (AskingSocket socket = AskingSocket.open(application.endpoint(), staff)) {
                assertThat(socket.ask(AskingSocket.INFO)).contains("\"role\":\"operator\"");
            }
            Map<String, String> guest = Map.of("X-User", "bob", "X-Role", "guest");
            try (AskingSocket socket = AskingSocket.open(application.endpoint(), guest)) {
                assertThat(socket.ask(AskingSocket.INFO)).contains("forbidden", "signed in as bob");
            }
        } finally {
            bridges.forEach(TmuxBridge::close);
        }
    }

    /** On the user's own tmux server, which nothing here touches. */
    private static TmuxBridge registerPeople(ServerContainer container) {
        ContainerPrincipal people =
                ContainerPrincipal.byRoles(Map.of("tmux-admin", Role.ADMIN, "staff", Role.OPERATOR));
        TmuxBridge bridge = BridgeBuilder.create().authenticator(people).build();
        TmuxBridgeEndpoint.register(
                container, bridge, EndpointOptions.defaults().withPrincipals(people));
        return bridge;
    }

    @Test
    void listedPagesConnect() {
        builder.origins(OriginPolicy.allowing(Set.of("https://dashboard.example.org")));
        try (TmuxBridge bridge = builder.build()) {
            Optional<String> host = Optional.of("terminals.example.org");
            assertThat(bridge.origins().allows(Optional.of("https://dashboard.example.org"), host, true))
                    .isTrue();
            assertThat(bridge.origins().allows(Optional.of("https://elsewhere.example.org"), host, true))
                    .isFalse();
        }
    }

    @Test
    void aTrustedProxyTellsTheAddress() throws Exception {
        Queue<AuditEvent> events = new ConcurrentLinkedQueue<>();
        builder.audit(events::add).authenticator(credentials -> Optional.of(Caller.of("ada", Role.OPERATOR)));
        try (TmuxBridge bridge = builder.build();
                WebApplication application =
                        WebApplication.registering(container -> registerBehind(container, bridge));
                TerminalSocket socket =
                        TerminalSocket.open(application.endpoint(), Map.of("X-Forwarded-For", "192.0.2.7"))) {
            Awaitility.await()
                    .until(() ->
                            events.stream().anyMatch(event -> event.address().equals("192.0.2.7")));
        }
    }

    @Test
    void whereNoWebSocketGetsThroughTheSameGoesOverHttp() throws Exception {
        builder.authenticator(credentials ->
                credentials.bearer().filter("of-ada"::equals).map(token -> Caller.of("ada", Role.OPERATOR)));
        try (TmuxBridge bridge = builder.build();
                WebApplication application = WebApplication.starting(context -> registerHttp(context, bridge))) {
            HttpResponse<String> ada = postTo(application, "of-ada");
            assertThat(ada.statusCode()).isEqualTo(200);
            assertThat(ada.body()).contains("\"id\":", "\"key\":");
        }
    }

    private static void registerHttp(ServletContext servletContext, TmuxBridge bridge) {
        HttpTerminals.register(servletContext, bridge, HttpOptions.defaults());
    }

    @Test
    void aRefusalIsAStatusOfHttpWhereTheEndpointIsAServlet() throws Exception {
        builder.authenticator(credentials ->
                credentials.bearer().filter("of-ada"::equals).map(token -> Caller.of("ada", Role.OPERATOR)));
        try (TmuxBridge bridge = builder.build();
                WebApplication application = WebApplication.starting(context -> registerServlet(context, bridge));
                TerminalSocket ada =
                        TerminalSocket.open(application.endpoint(), Map.of("Authorization", "Bearer of-ada"))) {
            ada.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}");
            ada.awaitMessage("\"name\":\"ada\"");
            assertThatThrownBy(() -> TerminalSocket.open(application.endpoint(), Map.of()))
                    .hasStackTraceContaining("401");
        }
    }

    private static void registerServlet(ServletContext servletContext, TmuxBridge bridge) {
        WebSocketTerminals.register(servletContext, bridge, EndpointOptions.defaults());
    }

    private static HttpResponse<String> postTo(WebApplication application, String token) throws Exception {
        String url = application.endpoint().replace("ws:", "http:").replace("/ws/", "/http/");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[]"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void registerBehind(ServerContainer container, TmuxBridge bridge) {
        TmuxBridgeEndpoint.register(
                container,
                bridge,
                EndpointOptions.defaults()
                        .withRemoteAddress(
                                session -> Optional.of(peerOf(session))) // your server's own call; Jetty needs none
                        .withTrustedProxies(TrustedProxies.of(List.of("127.0.0.0/8"))));
    }

    private static String peerOf(Session session) {
        return ((UndertowSession) session)
                .getWebSocketChannel()
                .getSourceAddress()
                .getAddress()
                .getHostAddress();
    }

    @Test
    void programsAskForNoMoreThanTheyMay() {
        builder.outputPolicy(OutputPolicy.DEFAULT.withTitles(false).withLinkSchemes(Set.of("https")));
        try (TmuxBridge bridge = builder.build()) {
            String id = bridge.sessions()
                    .create(SessionSpec.builder()
                            .command("sh", "-c", "printf '\\033]2;mine\\007'; exec sleep 60")
                            .build())
                    .id();
            Awaitility.await()
                    .until(() -> tmux.tmux("display-message", "-p", "-t", id, "#{pane_title}")
                            .equals("mine"));
            assertThat(bridge.sessions().get(id).windows().get(0).panes().get(0).title())
                    .isEmpty();
        }
    }

    @Test
    void aSessionIsMadeFromJava(@TempDir Path project) throws Exception {
        Files.writeString(project.resolve("build.log"), "all is built\n");
        Files.writeString(project.resolve("test.log"), "all is well\n");
        try (TmuxBridge bridge = builder.build()) {
            SessionInfo session = bridge.sessions()
                    .create(SessionSpec.builder()
                            .name("build")
                            .command("tail", "-f", "build.log")
                            .directory(project)
                            .build());
            Awaitility.await()
                    .until(() ->
                            tmux.tmux("capture-pane", "-p", "-t", session.id()).contains("all is built"));
            assertThat(session.name()).isEqualTo("build");

            String pane = bridge.sessions()
                    .get("build")
                    .windows()
                    .get(0)
                    .panes()
                    .get(0)
                    .id();
            String logs = bridge.windows().create(session.id(), "logs", PaneSpec.of("tail", "-f", "test.log"));
            String shell = bridge.windows().split(pane, Split.HORIZONTAL.withSize(40), PaneSpec.SHELL);
            assertThat(tmux.tmux("list-panes", "-t", "build:0", "-F", "#{pane_id} #{pane_width}"))
                    .contains(shell + " 40");
            assertThat(tmux.tmux("list-windows", "-t", "build", "-F", "#{window_id} #{window_name}"))
                    .contains(logs + " logs");
        }
    }

    @Test
    void aLimitIsChanged() {
        builder.limits(BridgeLimits.DEFAULTS.withLogBytesPerPane(4 << 20));
        try (TmuxBridge bridge = builder.build()) {
            assertThat(bridge.info().limits()).containsEntry("logBytesPerPane", 4L << 20);
        }
    }

    @Test
    void sessionsAreSpread() {
        TmuxServer work = TmuxServer.create();
        spread(work.socketName());
        try (TmuxBridge bridge = builder.build()) {
            SessionInfo session = bridge.sessions()
                    .create(SessionSpec.builder()
                            .name("build")
                            .command("sleep", "100")
                            .build());
            assertThat(session.id()).isEqualTo("$100");
            assertThat(work.tmux("list-sessions", "-F", "#{session_id} #{session_name}"))
                    .isEqualTo("$0 build");
        } finally {
            work.close();
        }
    }

    private void spread(String work) {
        builder.tmuxSocketName(work).tmuxServers(8);
    }
}
