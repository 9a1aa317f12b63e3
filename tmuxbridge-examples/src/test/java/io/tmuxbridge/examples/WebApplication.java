package io.tmuxbridge.examples;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.function.Consumer;

/** A web application in a servlet container, whose filter signs people in by a header. */
final class WebApplication implements AutoCloseable {

    private final DeploymentManager application;
    private final Undertow server;

    private WebApplication(ListenerInfo listener) throws ServletException {
        application = ServletContainer.Factory.newInstance()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(getClass().getClassLoader())
                        .setContextPath("/app")
                        .setDeploymentName("app")
                        .addListener(listener)
                        .addFilter(Servlets.filter("users", UserFilter.class).setAsyncSupported(true))
                        .addFilterUrlMapping("users", "/*", DispatcherType.REQUEST)
                        .addServletContextAttribute(
                                WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo()));
        application.deploy();
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", Handlers.path().addPrefixPath("/app", application.start()))
                .build();
        server.start();
    }

    /** With a listener of its own. */
    static WebApplication with(Class<? extends ServletContextListener> listener) throws ServletException {
        return new WebApplication(Servlets.listener(listener));
    }

    /** With something that registers endpoints when it starts. */
    static WebApplication registering(Consumer<ServerContainer> endpoints) throws ServletException {
        return starting(
                context -> endpoints.accept((ServerContainer) context.getAttribute(ServerContainer.class.getName())));
    }

    /** With something that is done when it starts. */
    static WebApplication starting(Consumer<ServletContext> action) throws ServletException {
        ServletContextListener listener = new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                action.accept(event.getServletContext());
            }
        };
        return new WebApplication(
                new ListenerInfo(ServletContextListener.class, new ImmediateInstanceFactory<>(listener)));
    }

    String endpoint() {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return "ws://127.0.0.1:" + port + "/app/ws/terminal";
    }

    @Override
    public void close() throws ServletException {
        application.stop();
        application.undeploy();
        server.stop();
    }

    /** Stands for the application's own sign-in: {@code X-User} has a name, {@code X-Role} a role. */
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

                        @Override
                        public boolean isUserInRole(String role) {
                            return principal != null && role.equals(http.getHeader("X-Role"));
                        }
                    },
                    response);
        }
    }
}
