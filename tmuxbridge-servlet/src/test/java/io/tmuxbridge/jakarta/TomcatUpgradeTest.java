package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.servlet.http.TomcatServer;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import java.nio.file.Path;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;

class TomcatUpgradeTest extends UpgradeContract {

    @TempDir
    static Path baseDirectory;

    @Override
    TestServer start(TmuxBridge bridge) throws Exception {
        return TomcatServer.start(baseDirectory, context -> {
            context.addServletContainerInitializer(new WsSci(), null);
            context.addServletContainerInitializer(
                    (classes, servletContext) -> WebSocketTerminals.register(servletContext, bridge), null);
        });
    }
}
