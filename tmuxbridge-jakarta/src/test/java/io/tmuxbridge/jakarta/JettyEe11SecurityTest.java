package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;

class JettyEe11SecurityTest extends SecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new JettyEe11ContractTest().start(bridge, options);
    }
}
