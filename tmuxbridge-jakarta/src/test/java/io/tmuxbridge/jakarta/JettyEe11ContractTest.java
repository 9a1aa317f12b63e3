package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
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
        ServletContextHandler handler = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                handler, (context, container) -> TmuxBridgeEndpoint.register(container, bridge, options));
        return JettyServer.serve(handler);
    }
}
