package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.testkit.AskingSocket;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedding example in a web application whose filter signs people in. It asks nothing that would touch tmux. */
class EmbedInTenLinesTest {

    private WebApplication application;

    @BeforeEach
    void start() throws ServletException {
        application = WebApplication.with(EmbedInTenLines.class);
    }

    @AfterEach
    void stop() throws ServletException {
        application.close();
    }

    @Test
    void whoIsSignedInToTheApplicationIsSignedInToTheBridge() throws Exception {
        try (AskingSocket socket = AskingSocket.open(application.endpoint(), Map.of("X-User", "ada"))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
    }

    @Test
    void aServerWithoutWebSocketIsToldSoAndKeepsNoBridge() {
        ServletContext none = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> null);
        ServletContextEvent event = new ServletContextEvent(none);
        EmbedInTenLines listener = new EmbedInTenLines();

        assertThatThrownBy(() -> listener.contextInitialized(event))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("this server has no Jakarta WebSocket");
        listener.contextDestroyed(event);
    }

    @Test
    void nobodyElseIs() throws Exception {
        try (AskingSocket socket = AskingSocket.open(application.endpoint(), Map.of())) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("unauthenticated");
        }
    }
}
