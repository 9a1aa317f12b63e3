package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

class JettyUpgradeTest extends UpgradeContract {

    @Override
    TestServer start(TmuxBridge bridge) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        server.setHandler(handler);
        JakartaWebSocketServletContainerInitializer.configure(
                handler, (context, container) -> WebSocketTerminals.register(context, bridge));
        server.start();
        return new TestServer() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() throws Exception {
                server.stop();
            }
        };
    }
}
