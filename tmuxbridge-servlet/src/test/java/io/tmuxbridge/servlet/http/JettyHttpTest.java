package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Tag;

@Tag("containers")
class JettyHttpTest extends HttpContract {

    /** Jetty refuses what it calls ambiguous unless its UriCompliance is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/%";
    }

    @Override
    TestServer start(TerminalServlet servlet, String mapping) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        handler.addServlet(holder, mapping);
        server.setHandler(handler);
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
