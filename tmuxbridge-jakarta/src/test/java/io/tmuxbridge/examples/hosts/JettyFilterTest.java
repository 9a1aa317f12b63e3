package io.tmuxbridge.examples.hosts;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.server.Server;

/** An application on Jetty that signs people in by a filter of its own: the bridge knows them by nothing else. */
class JettyFilterTest extends HostGuide {

    /** Stands for any sign-in that is a filter. */
    private static final class SignInFilter extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            boolean ada = "Bearer of-ada".equals(request.getHeader("Authorization"));
            chain.doFilter(ada ? new OfAda(request) : request, response);
        }
    }

    private static final class OfAda extends HttpServletRequestWrapper {

        OfAda(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> "ada";
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("staff");
        }
    }

    private final ContainerPrincipal people = ContainerPrincipal.byRoles(Map.of("staff", Role.OPERATOR));

    @Override
    Authenticator authenticator() {
        return people;
    }

    @Override
    AutoCloseable start(TmuxBridge bridge, int port) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler handler = new ServletContextHandler("/");
        server.setHandler(handler);
        handler.addFilter(new FilterHolder(new SignInFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));

        FilterHolder upgrades = new FilterHolder(WebSocketUpgradeFilter.class);
        upgrades.setName(WebSocketUpgradeFilter.class.getName());
        handler.addFilter(upgrades, "/*", EnumSet.of(DispatcherType.REQUEST));

        EndpointOptions options = EndpointOptions.defaults().withPrincipals(people);
        JakartaWebSocketServletContainerInitializer.configure(
                handler, (context, container) -> TmuxBridgeEndpoint.register(container, bridge, options));
        server.start();
        return server::stop;
    }
}
