package io.tmuxbridge.spring;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the endpoints when the servlet context starts: behind the initializers, which bring WebSocket, and before
 * the first request, in an embedded server and in a WAR.
 */
final class EndpointListener implements ServletContextListener {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointListener.class);

    private final TmuxBridge bridge;
    private final EndpointOptions options;
    private final String about;

    /** With what the log is to tell of the bridge beside where it is. */
    EndpointListener(TmuxBridge bridge, EndpointOptions options, String about) {
        this.bridge = bridge;
        this.options = options;
        this.about = about;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        TmuxBridgeEndpoint.register(container(event.getServletContext()), bridge, options);
        String path = event.getServletContext().getContextPath() + options.pathPrefix() + "/ws/terminal";
        LOG.info("terminals are at {}: tmux {}, {}", path, bridge.info().tmuxVersion(), about);
    }

    private static ServerContainer container(ServletContext context) {
        Object container = context.getAttribute(ServerContainer.class.getName());
        if (container instanceof ServerContainer found) {
            return found;
        }
        throw new TmuxBridgeException(
                ErrorCode.UNAVAILABLE,
                "the server (" + context.getServerInfo()
                        + ") has no WebSocket: add tomcat-embed-websocket, or for Jetty"
                        + " jetty-ee11-websocket-jakarta-server; the starters of Spring Boot have them");
    }
}
