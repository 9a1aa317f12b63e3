package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.junit.jupiter.api.Tag;

@Tag("containers")
class SpringContractTest extends WebSocketContract {

    /** The Tomcat in it refuses an encoded slash unless its connector is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/";
    }

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) {
        return new SpringServer(bridge, options);
    }
}
