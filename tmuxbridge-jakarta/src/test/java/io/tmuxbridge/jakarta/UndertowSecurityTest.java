package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;

class UndertowSecurityTest extends SecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new UndertowContractTest().start(bridge, options);
    }
}
