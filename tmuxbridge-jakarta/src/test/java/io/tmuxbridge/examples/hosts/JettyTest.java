package io.tmuxbridge.examples.hosts;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;

class JettyTest extends HostGuide {

    @Override
    AutoCloseable start(TmuxBridge bridge, int port) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler handler = new ServletContextHandler("/");
        server.setHandler(handler);

        JakartaWebSocketServletContainerInitializer.configure(
                handler, (context, container) -> TmuxBridgeEndpoint.register(container, bridge));
        server.start();
        return server::stop;
    }
}
