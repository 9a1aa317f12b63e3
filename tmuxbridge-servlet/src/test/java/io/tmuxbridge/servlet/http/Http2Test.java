package io.tmuxbridge.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.servlet.config.BridgeSettings;
import io.tmuxbridge.servlet.config.SettingsSource;
import io.tmuxbridge.servlet.page.PageDoor;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every door over HTTP/2 on Jetty, where requests of browsers have no {@code Host}: pages of the server's own origin
 * were refused, as if they were of another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2Test {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final TmuxServer tmux = TmuxServer.create();
    private final Server server = new Server();
    private TmuxBridge bridge;
    private int port;

    @BeforeAll
    void start() throws Exception {
        bridge = BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(credentials ->
                        credentials.bearer().filter("good"::equals).map(token -> Caller.of("ada", Role.OPERATOR)))
                .build();
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        server.setHandler(handler);
        JakartaWebSocketServletContainerInitializer.configure(handler, this::open);
        server.start();
        port = connector.getLocalPort();
    }

    private void open(ServletContext context, ServerContainer container) {
        TmuxBridgeEndpoint.register(container, bridge);
        WebSocketTerminals.register(context, bridge, EndpointOptions.defaults().withPathPrefix("/status"));
        HttpTerminals.register(context, bridge);
        Map<String, String> settings = Map.of("tmuxbridge.page", "true", "tmuxbridge.access.token", TOKEN);
        SettingsSource source = name -> Optional.ofNullable(settings.get(name));
        PageDoor.open(context, BridgeSettings.read(source), source);
    }

    @AfterAll
    void stop() throws Exception {
        bridge.close();
        server.stop();
        tmux.close();
    }

    private int post(String path, String body, String origin) throws Exception {
        try (Http2Client client = new Http2Client(port)) {
            client.request(
                    ":method", "POST",
                    ":scheme", "http",
                    ":authority", "127.0.0.1:" + port,
                    ":path", path,
                    "origin", origin,
                    "authorization", "Bearer good",
                    "content-type", "application/json");
            client.body(body);
            return client.status();
        }
    }

    private Http2Client upgrade(String path, String origin) throws IOException {
        Http2Client client = new Http2Client(port);
        client.request(
                ":method", "CONNECT",
                ":protocol", "websocket",
                ":scheme", "http",
                ":authority", "127.0.0.1:" + port,
                ":path", path,
                "origin", origin,
                "authorization", "Bearer good",
                "sec-websocket-version", "13",
                "sec-websocket-protocol", "tmuxbridge.v1.json");
        return client;
    }

    private String own() {
        return "http://127.0.0.1:" + port;
    }

    @Test
    void aPageOfTheServersOwnSpeaksOverHttp() throws Exception {
        assertThat(post("/http/terminal", "{}", own())).isEqualTo(200);
        assertThat(post("/http/terminal", "{}", "http://evil.example")).isEqualTo(403);
    }

    @Test
    void aPageOfTheServersOwnSignsIn() throws Exception {
        String token = "{\"token\":\"" + TOKEN + "\"}";
        assertThat(post("/api/login", token, own())).isEqualTo(200);
        assertThat(post("/api/login", token, "http://evil.example")).isEqualTo(403);
    }

    /** RFC 8441: what upgrades is a CONNECT there. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/status"})
    void aPageOfTheServersOwnHasAWebSocket(String prefix) throws Exception {
        try (Http2Client client = upgrade(prefix + "/ws/terminal", own())) {
            assertThat(client.status()).isEqualTo(200);
            client.text(AskingSocket.INFO);
            client.awaitText("\"name\":\"ada\"");
        }
    }

    @Test
    void aForeignPageHasNone() throws Exception {
        try (Http2Client client = upgrade("/status/ws/terminal", "http://evil.example")) {
            assertThat(client.status()).isEqualTo(403);
        }
    }
}
