package io.tmuxbridge.containers.quarkus;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.containers.relay.RelayPlan;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;

/** Registers the relay as applications of Quarkus register a bridge. */
public class RelayEndpoints implements ServerApplicationConfig {

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
        TmuxBridge bridge = CDI.current().select(TmuxBridge.class).get();
        return Set.copyOf(TmuxBridgeEndpoint.configs(bridge, RelayPlan.options()));
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
        return found;
    }
}
