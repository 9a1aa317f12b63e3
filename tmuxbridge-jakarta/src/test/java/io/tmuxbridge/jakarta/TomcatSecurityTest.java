package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TomcatSecurityTest extends WebSocketSecurityContract {

    @TempDir
    static Path directory;

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        TomcatContractTest tomcat = new TomcatContractTest();
        tomcat.baseDirectory = directory;
        return tomcat.start(bridge, options);
    }
}
