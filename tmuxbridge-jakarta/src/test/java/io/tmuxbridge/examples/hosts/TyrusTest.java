package io.tmuxbridge.examples.hosts;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import java.util.Map;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

class TyrusTest extends HostGuide {

    @Override
    AutoCloseable start(TmuxBridge bridge, int port) throws Exception {
        ServerContainer container = ServerContainerFactory.createServerContainer(Map.of());
        TmuxBridgeEndpoint.register(container, bridge);
        container.start("/", port);
        return container::stop;
    }
}
