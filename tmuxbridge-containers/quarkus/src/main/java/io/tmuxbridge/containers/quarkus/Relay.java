package io.tmuxbridge.containers.quarkus;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.containers.relay.RelayPlan;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.util.UUID;

/** The test's bridge as a bean, which ends as the real one of an application does (docs/embedding.md). */
class Relay {

    @Produces
    @ApplicationScoped
    TmuxBridge bridge() throws IOException {
        return RelayPlan.bridge();
    }

    void nameHandshakes(@Observes Filters filters) {
        filters.register(Relay::nameHandshake, 200); // before WebSocket, a filter of priority 100
    }

    private static void nameHandshake(RoutingContext request) {
        request.request()
                .params()
                .set(TmuxBridgeEndpoint.HANDSHAKE_PARAMETER, UUID.randomUUID().toString());
        request.next();
    }

    void aboutToEnd(@Observes ShutdownDelayInitiatedEvent event, TmuxBridge bridge) {
        bridge.close();
    }
}
