package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two tmux servers behind one web server, as docs/embedding.md advises for hundreds of sessions. */
class SeveralBridgesTest {

    private static TmuxBridge bridge(TmuxServer tmux) {
        return BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(credentials -> Optional.of(Caller.of("tester", Role.ADMIN)))
                .build();
    }

    private static SessionInfo work(TmuxBridge bridge) {
        return bridge.sessions()
                .create(SessionSpec.builder().name("work").command("cat").build());
    }

    @Test
    void eachHasItsOwnPrefixAndItsOwnSessionsThoughNamesAndIdsAreTheSame() throws Exception {
        try (TmuxServer firstTmux = TmuxServer.create();
                TmuxServer secondTmux = TmuxServer.create();
                TmuxBridge first = bridge(firstTmux);
                TmuxBridge second = bridge(secondTmux)) {
            assertThat(work(first).id()).isEqualTo(work(second).id());
            WebSocketDeploymentInfo sockets = new WebSocketDeploymentInfo().addListener(container -> {
                EndpointOptions options = EndpointOptions.defaults();
                TmuxBridgeEndpoint.register(container, first, options.withPathPrefix("/tmux/0"));
                TmuxBridgeEndpoint.register(container, second, options.withPathPrefix("/tmux/1"));
            });
            try (TestServer server = UndertowServer.serve(sockets, application -> {});
                    AskingSocket viewer = AskingSocket.open(
                            server.port(), "/tmux/1/ws/terminal/work", Map.of(), "tmuxbridge.v1.json")) {
                viewer.socket()
                        .sendText("{\"type\":\"connect\",\"cols\":80,\"rows\":24}", true)
                        .join();
                viewer.socket()
                        .sendText("{\"type\":\"input\",\"data\":\"for the second\\r\"}", true)
                        .join();
                await().until(() -> screen(secondTmux).contains("for the second"));
                assertThat(screen(firstTmux)).isBlank();
            }
        }
    }

    private static String screen(TmuxServer tmux) throws Exception {
        return tmux.tmux("capture-pane", "-p", "-t", "=work:");
    }
}
