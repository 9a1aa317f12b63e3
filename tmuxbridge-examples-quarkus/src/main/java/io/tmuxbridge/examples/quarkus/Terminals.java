package io.tmuxbridge.examples.quarkus;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bridge, as a bean that starts and ends with the application. */
class Terminals {

    /** WebSocket is a filter itself, of priority 100: higher ones come before it. */
    private static final int BEFORE_WEBSOCKETS = 200;

    @Produces
    @ApplicationScoped
    TmuxBridge bridge(
            @ConfigProperty(name = "terminals.socket") String socket,
            @ConfigProperty(name = "terminals.token") String secret) {
        return BridgeBuilder.create()
                .tmuxSocketName(socket)
                .authenticator(credentials ->
                        credentials.bearer().filter(secret::equals).map(token -> Caller.of("ada", Role.OPERATOR)))
                .build();
    }

    /** Quarkus keeps one set of user properties for all handshakes: by this each finds its own connection. */
    void nameHandshakes(@Observes Filters filters) {
        filters.register(Terminals::nameHandshake, BEFORE_WEBSOCKETS);
    }

    private static void nameHandshake(RoutingContext request) {
        request.request()
                .params()
                .set(TmuxBridgeEndpoint.HANDSHAKE_PARAMETER, UUID.randomUUID().toString());
        request.next();
    }

    void end(@Disposes TmuxBridge bridge) {
        bridge.close();
    }

    /** So that a missing tmux stops the application from starting, and not its first user. */
    void start(@Observes StartupEvent event, TmuxBridge bridge) {
        bridge.info();
    }

    /** Quarkus drops its connections before it tells of its end: only in the delay before that clients can hear 1001. */
    void aboutToEnd(@Observes ShutdownDelayInitiatedEvent event, TmuxBridge bridge) {
        bridge.close();
    }
}
