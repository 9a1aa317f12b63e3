package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
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
        return TomcatServer.serve(baseDirectory, bridge, options, (tomcat, context) -> {});
    }
}
