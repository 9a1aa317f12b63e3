package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.junit.jupiter.api.Tag;

@Tag("containers")
class SpringSecurityContractTest extends WebSocketSecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) {
        return new SpringServer(bridge, options);
    }
}
