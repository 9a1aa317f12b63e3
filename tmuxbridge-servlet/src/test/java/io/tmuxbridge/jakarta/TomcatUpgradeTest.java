package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;

class TomcatUpgradeTest extends UpgradeContract {

    @TempDir
    static Path baseDirectory;

    @Override
    TestServer start(TmuxBridge bridge) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(baseDirectory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> WebSocketTerminals.register(servletContext, bridge), null);
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
