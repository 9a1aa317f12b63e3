package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.SecurityContract;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.jakarta.contract.TransportClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The threats by WebSocket. One subclass for each container. */
abstract class WebSocketSecurityContract extends SecurityContract {

    abstract TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception;

    @Override
    protected TestServer start(TmuxBridge bridge) throws Exception {
        return start(bridge, EndpointOptions.defaults().withCloseGrace(Duration.ofSeconds(2)));
    }

    @Override
    protected String path() {
        return "/ws/terminal";
    }

    @Override
    protected String protocolsHeader() {
        return "Sec-WebSocket-Protocol";
    }

    @Override
    protected TransportClient open(int port, String target, List<String> headers) throws IOException {
        return new WebSocketClient(port, target, List.of(), headers.toArray(String[]::new));
    }
}
