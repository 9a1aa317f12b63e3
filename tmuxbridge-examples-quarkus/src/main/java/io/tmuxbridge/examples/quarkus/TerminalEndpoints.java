package io.tmuxbridge.examples.quarkus;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;

/** Quarkus asks for endpoints before there are beans: it gets them with a bridge that is made when it is first needed. */
public class TerminalEndpoints implements ServerApplicationConfig {

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
        TmuxBridge bridge = CDI.current().select(TmuxBridge.class).get();
        return Set.copyOf(TmuxBridgeEndpoint.configs(bridge, EndpointOptions.defaults()));
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
        return found;
    }
}
