package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;

class UndertowSecurityTest extends WebSocketSecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new UndertowContractTest().start(bridge, options);
    }
}
