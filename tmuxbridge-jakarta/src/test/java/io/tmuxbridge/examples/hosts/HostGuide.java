package io.tmuxbridge.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.testkit.TerminalSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bridge in one host, put there by what docs/embedding.md shows for it. */
abstract class HostGuide {

    private static final Map<String, String> ADA = Map.of("Authorization", "Bearer of-ada");

    private final TmuxServer tmux = TmuxServer.create();
    private TmuxBridge bridge;
    private int port;
    private AutoCloseable server;

    /** Starts the host on a free port. What ends it is given back. */
    abstract AutoCloseable start(TmuxBridge bridge, int port) throws Exception;

    /** Knows ada by her token, unless the host says who she is. */
    Authenticator authenticator() {
        return credentials ->
                credentials.bearer().filter("of-ada"::equals).map(token -> Caller.of("ada", Role.OPERATOR));
    }

    @BeforeEach
    void begin() throws Exception {
        bridge = BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(authenticator())
                .build();
        port = freePort();
        server = start(bridge, port);
        bridge.sessions()
                .create(SessionSpec.builder()
                        .name("build")
                        .owner("ada")
                        .command("sh")
                        .build());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void end() throws Exception {
        bridge.close();
        server.close();
        tmux.close();
    }

    private String endpoint() {
        return "ws://127.0.0.1:" + port + "/ws/terminal";
    }

    @Test
    void whoIsLetInTypesAndSeesWhatComesOfIt() {
        try (TerminalSocket socket = TerminalSocket.open(endpoint(), ADA).connect("build")) {
            socket.type("build", "echo $((6 * 7))-is-it");
            socket.awaitOutput("42-is-it");
        }
    }

    @Test
    void aStrangerHears4401() {
        try (TerminalSocket socket = TerminalSocket.open(endpoint(), Map.of("Authorization", "Bearer of-nobody"))) {
            assertThat(socket.awaitClose()).isEqualTo(4401);
        }
    }

    @Test
    void whenTheBridgeEndsClientsHear1001() {
        try (TerminalSocket socket = TerminalSocket.open(endpoint(), ADA).connect("build")) {
            bridge.close();
            assertThat(socket.awaitClose()).isEqualTo(1001);
        }
    }
}
