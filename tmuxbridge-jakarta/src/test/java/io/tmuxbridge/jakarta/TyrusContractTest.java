package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import java.net.ServerSocket;
import java.util.Map;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;
import org.junit.jupiter.api.Tag;

/** Tyrus on Grizzly. It cannot be told to listen on the loopback address only; the port is random and short-lived. */
@Tag("slow")
class TyrusContractTest extends WebSocketContract {

    /**
     * Grizzly now and then handles a request a second time, for the connection before: what it reads with was given
     * back twice. That connection is closed already, so the bridge is told so at once.
     */
    TyrusContractTest() {
        bridge.skipUnasked();
    }

    @Override
    protected boolean freesTheSocketOfAStuckPeer() {
        return false; // nothing in Tyrus drops a socket whose peer does not read; it waits for the peer
    }

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        int port = freePort();
        ServerContainer container = ServerContainerFactory.createServerContainer(Map.of());
        TmuxBridgeEndpoint.register(container, bridge, options);
        container.start("", port);
        return new TestServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                container.stop();
            }
        };
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
