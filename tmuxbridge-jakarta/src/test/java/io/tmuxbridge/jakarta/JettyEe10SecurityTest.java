package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;

class JettyEe10SecurityTest extends SecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new JettyEe10ContractTest().start(bridge, options);
    }
}
