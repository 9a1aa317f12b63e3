package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedding example in a web application whose filter signs people in. It asks nothing that would touch tmux. */
class EmbedInTenLinesTest {

    private DeploymentManager application;
    private Undertow server;

    @BeforeEach
    void start() throws ServletException {
        application = ServletContainer.Factory.newInstance()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(getClass().getClassLoader())
                        .setContextPath("/app")
                        .setDeploymentName("app")
                        .addListener(Servlets.listener(EmbedInTenLines.class))
                        .addFilter(Servlets.filter("users", UserFilter.class).setAsyncSupported(true))
                        .addFilterUrlMapping("users", "/*", DispatcherType.REQUEST)
                        .addServletContextAttribute(
                                WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo()));
        application.deploy();
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", io.undertow.Handlers.path().addPrefixPath("/app", application.start()))
                .build();
        server.start();
    }

    @AfterEach
    void stop() throws ServletException {
        application.stop();
        application.undeploy();
        server.stop();
    }

    @Test
    void whoIsSignedInToTheApplicationIsSignedInToTheBridge() throws Exception {
        try (TestSocket socket = new TestSocket(endpoint(), Map.of("X-User", "ada"))) {
            assertThat(socket.ask(TestSocket.INFO)).contains("\"result\"");
        }
    }

    @Test
    void nobodyElseIs() throws Exception {
        try (TestSocket socket = new TestSocket(endpoint(), Map.of())) {
            assertThat(socket.ask(TestSocket.INFO)).contains("unauthenticated");
        }
    }

    private String endpoint() {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return "ws://127.0.0.1:" + port + "/app/ws/terminal";
    }

    /** Stands for the application's own sign-in. */
    public static final class UserFilter implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            String user = http.getHeader("X-User");
            Principal principal = user == null ? null : () -> user;
            chain.doFilter(
                    new HttpServletRequestWrapper(http) {
                        @Override
                        public Principal getUserPrincipal() {
                            return principal;
                        }
                    },
                    response);
        }
    }
}
