package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TomcatContractTest extends WebSocketContract {

    @TempDir
    static Path baseDirectory;

    /** Tomcat refuses an encoded slash unless its connector is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/";
    }

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(baseDirectory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> TmuxBridgeEndpoint.register(
                        (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()),
                        bridge,
                        options),
                null);
        Tomcat.addServlet(context, "default", new jakarta.servlet.http.HttpServlet() {});
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        return new TestServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }
}
