package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.testkit.TerminalSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an application of Spring Boot is to its users, in each embedded server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostContract {

    private SpringApp app;

    /** The property that leaves one server. */
    abstract String server();

    @BeforeAll
    void start() {
        app = another();
    }

    private SpringApp another(String... more) {
        List<String> properties = new ArrayList<>(List.of(more));
        properties.add(server());
        if (more.length == 0) {
            properties.add("server.forward-headers-strategy=native");
        }
        SpringApp started = SpringApp.start(TokenDoor.class, properties.toArray(String[]::new));
        started.session("build", "ada");
        return started;
    }

    @AfterAll
    void end() {
        app.close();
    }

    @Test
    void whoIsLetInTypesAndSeesWhatComesOfIt() {
        try (TerminalSocket socket = app.open(TokenDoor.ADA).connect("build")) {
            socket.type("build", "echo $((6 * 7))-is-it");
            socket.awaitOutput("42-is-it");
        }
    }

    @Test
    void theSessionMayBeNamedInThePath() {
        try (TerminalSocket socket = app.open("/ws/terminal/build", TokenDoor.ADA)) {
            socket.connect("build");
        }
    }

    @Test
    void aStrangerHears4401() {
        try (TerminalSocket socket = app.open(Map.of("Authorization", "Bearer of-nobody"))) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void aForeignPageDoesNotConnect() {
        Map<String, String> foreign =
                Map.of("Authorization", "Bearer of-ada", "Origin", "https://elsewhere.example.org");
        try (TerminalSocket socket = app.open(foreign)) {
            assertThat(socket.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void behindAProxyThatEncryptsAPageOfTheSameOriginConnects() {
        String origin = "https://127.0.0.1:" + app.port();
        Map<String, String> forwarded =
                Map.of("Authorization", "Bearer of-ada", "Origin", origin, "X-Forwarded-Proto", "https");
        try (TerminalSocket socket = app.open(forwarded)) {
            socket.connect("build");
        }
    }

    /** Tomcat tells a WebSocket of no address: nobody's connections were counted, and the audit knew no address. */
    @Test
    void connectionsAreCountedByTheAddressThatTheApplicationSees() {
        try (SpringApp counting = another(
                        "server.forward-headers-strategy=framework", "tmuxbridge.quotas.connections-per-address=1");
                TerminalSocket first = counting.open(TokenDoor.ADA).connect("build");
                TerminalSocket another = counting.open(from("192.0.2.1")).connect("build");
                TerminalSocket second = counting.open(TokenDoor.ADA)) {
            assertThat(second.awaitClose()).isEqualTo(4429);
            try (TerminalSocket third = counting.open(from("192.0.2.1"))) {
                assertThat(third.awaitClose()).isEqualTo(4429);
            }
        }
    }

    private static Map<String, String> from(String address) {
        return Map.of("Authorization", "Bearer of-ada", "X-Forwarded-For", address);
    }

    @Test
    void aPlainRequestHears426() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/ws/terminal/build"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
    }

    @Test
    void whenTheApplicationStopsClientsHear1001AndTheSessionsGoOn() {
        try (SpringApp stopping = another()) {
            try (TerminalSocket socket = stopping.open(TokenDoor.ADA).connect("build")) {
                stopping.stop();
                assertThat(socket.awaitClose()).isEqualTo(1001);
            }
            assertThat(stopping.tmux().tmux("list-sessions", "-F", "#{session_name}"))
                    .isEqualTo("build");
        }
    }

    @Test
    void theApplicationHasTheBridgeToo() {
        assertThat(app.bridge().sessions().list()).extracting(SessionInfo::name).containsExactly("build");
    }
}
