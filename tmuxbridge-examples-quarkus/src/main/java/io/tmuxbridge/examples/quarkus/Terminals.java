package io.tmuxbridge.examples.quarkus;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bridge, as a bean that starts and ends with the application. */
class Terminals {

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
