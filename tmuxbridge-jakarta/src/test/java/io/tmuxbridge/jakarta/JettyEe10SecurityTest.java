package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JettyEe10SecurityTest extends WebSocketSecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new JettyEe10ContractTest().start(bridge, options);
    }
}
