package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.containers.server.RelayServer;
import io.tmuxbridge.containers.server.ServerKind;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.junit.jupiter.api.Tag;

/** The threats, by a real bridge in this process and an adapter in a server that is another one. */
@Tag("containers")
abstract class RemoteSecurityContract extends WebSocketSecurityContract {

    abstract ServerKind kind();

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return RelayServer.start(kind(), bridge, "", "");
    }
}
