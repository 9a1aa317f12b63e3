package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;

class TyrusSecurityTest extends SecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new TyrusContractTest().start(bridge, options);
    }
}
