package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.websockets.jsr.UndertowSession;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.util.Optional;

class UndertowContractTest extends WebSocketContract {

    @Override
    EndpointOptions options() {
        return super.options()
                .withRemoteAddress(session -> Optional.of(((UndertowSession) session)
                        .getWebSocketChannel()
                        .getSourceAddress()
                        .getAddress()
                        .getHostAddress()))
                .withAbort(session -> ((UndertowSession) session).forceClose());
    }

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        WebSocketDeploymentInfo sockets = new WebSocketDeploymentInfo()
                .addListener(container -> TmuxBridgeEndpoint.register(container, bridge, options));
        return UndertowServer.serve(sockets, application -> {});
    }
}
