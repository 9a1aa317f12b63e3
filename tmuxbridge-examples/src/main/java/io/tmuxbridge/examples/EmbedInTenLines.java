package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;

/**
 * tmux sessions in a web application: whoever the application has signed in may use them, at {@code /ws/terminal}.
 *
 * <p>Name it as a listener in {@code web.xml}, or annotate it with {@code @WebListener}.
 */
public final class EmbedInTenLines implements ServletContextListener {

    private final TmuxBridge bridge = BridgeBuilder.create()
            .authenticator(credentials -> credentials.principal().map(user -> Caller.of(user.getName(), Role.OPERATOR)))
            .build();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        TmuxBridgeEndpoint.register((ServerContainer) container, bridge);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        bridge.close();
    }
}
