package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JettyEe11ContractTest extends WebSocketContract {

    /** Jetty refuses what it calls ambiguous unless its UriCompliance is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/%";
    }

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        server.setHandler(handler);
        JakartaWebSocketServletContainerInitializer.configure(
                handler, (context, container) -> TmuxBridgeEndpoint.register(container, bridge, options));
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
