package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import org.jspecify.annotations.Nullable;

/**
 * tmux sessions in a web application: whoever the application has signed in may use them, at {@code /ws/terminal}.
 *
 * <p>Name it as a listener in {@code web.xml}, or annotate it with {@code @WebListener}.
 */
public final class EmbedInTenLines implements ServletContextListener {

    private @Nullable TmuxBridge bridge;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        start(event.getServletContext());
    }

    private void start(ServletContext servletContext) {
        bridge = BridgeBuilder.create()
                .authenticator(credentials ->
                        credentials.principal().map(principal -> Caller.of(principal.getName(), Role.OPERATOR)))
                .build();

        ServerContainer container =
                (ServerContainer) servletContext.getAttribute("jakarta.websocket.server.ServerContainer");
        TmuxBridgeEndpoint.register(container, bridge);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (bridge != null) {
            bridge.close();
        }
    }
}
