package io.tmuxbridge.containers.relay;

import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Registers the relay as any application registers a bridge, and closes it when the application ends. */
public final class RelayListener implements ServletContextListener {

    private Optional<RelayBridge> bridge = Optional.empty();

    /** Called by the container. */
    public RelayListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            RelayBridge relay = RelayPlan.bridge();
            bridge = Optional.of(relay);
            EndpointOptions options = RelayPlan.options();
            TmuxBridgeEndpoint.register(
                    (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName()),
                    relay,
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        bridge.ifPresent(RelayBridge::close);
    }
}
