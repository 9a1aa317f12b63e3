package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.TmuxServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** What there is with and without the optional dependencies. */
class OptionalPartsTest {

    private final TmuxServer tmux = TmuxServer.create();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    TmuxBridgeMetricsAutoConfiguration.class,
                    TmuxBridgeAutoConfiguration.class,
                    TmuxBridgeHealthAutoConfiguration.class))
            .withPropertyValues(
                    "tmuxbridge.tmux.binary=" + TmuxServer.binary(),
                    "tmuxbridge.tmux.socket-name=" + tmux.socketName());

    @AfterEach
    void end() {
        tmux.close();
    }

    @Test
    void healthTellsTheVersionAndCounts() {
        application.run(context -> {
            HealthIndicator health = context.getBean("tmuxHealthIndicator", HealthIndicator.class);
            assertThat(health.health().getDetails()).containsEntry("sessions", 0);
            context.getBean(TmuxBridge.class)
                    .sessions()
                    .create(SessionSpec.builder().command("sleep", "60").build());
            Health after = health.health();
            assertThat(after.getStatus()).isEqualTo(Status.UP);
            assertThat(after.getDetails())
                    .containsEntry("sessions", 1)
                    .containsEntry("viewers", 0)
                    .hasEntrySatisfying(
                            "tmux", version -> assertThat((String) version).matches("\\d\\.\\d+.*"));
        });
    }

    @Test
    void healthIsDownWhenTmuxDoesNotAnswer() {
        TmuxBridge deaf = Mockito.mock();
        Mockito.when(deaf.info()).thenReturn(new BridgeInfo("1", "3.3a", Set.of(), Map.of(), List.of("pane")));
        Mockito.when(deaf.sessions()).thenThrow(new TmuxBridgeException(ErrorCode.UNAVAILABLE, "no answer"));
        Health health = new TmuxHealth(deaf).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("tmux", "3.3a").containsKey("error");
    }

    @Test
    void healthCanBeSwitchedOff() {
        application
                .withPropertyValues("management.health.tmux.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("tmuxHealthIndicator"));
    }

    @Test
    void withoutHealthOnTheClassPathTheBridgeStarts() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context ->
                        assertThat(context).hasSingleBean(TmuxBridge.class).doesNotHaveBean("tmuxHealthIndicator"));
    }

    @Test
    void whatTheBridgeCountsIsInTheRegistry() {
        application.withBean(SimpleMeterRegistry.class).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("tmuxbridge.logs.bytes").gauge().value()).isZero();
            context.getBean(BridgeMetrics.class).add("connections.opened", 2);
            assertThat(registry.get("tmuxbridge.connections.opened").counter().count())
                    .isEqualTo(2);
        });
    }

    @Test
    void aGaugeReadsWhatWasAnnouncedLast() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerMetrics metrics = new MicrometerMetrics(registry);
        metrics.gauge("logs.bytes", () -> 1);
        metrics.gauge("logs.bytes", () -> 2);
        assertThat(registry.get("tmuxbridge.logs.bytes").gauge().value()).isEqualTo(2);
    }

    @Test
    void withoutMicrometerTheBridgeStarts() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TmuxBridgeMetricsAutoConfiguration.class, TmuxBridgeAutoConfiguration.class))
                .withPropertyValues("tmuxbridge.tmux.socket-name=" + tmux.socketName())
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context ->
                        assertThat(context).hasSingleBean(TmuxBridge.class).doesNotHaveBean(BridgeMetrics.class));
    }

    @Test
    void withoutWebSocketOrServletsThereIsABridgeWithoutADoor() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TmuxBridgeAutoConfiguration.class))
                .withPropertyValues("tmuxbridge.tmux.socket-name=" + tmux.socketName())
                .withClassLoader(new FilteredClassLoader("jakarta.websocket.server"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TmuxBridge.class)
                        .doesNotHaveBean("tmuxBridgeEndpoints"));
        application.run(context -> assertThat(context).doesNotHaveBean("tmuxBridgeEndpoints"));
    }

    @Test
    void theBridgeEndsBeforeTheWebServerWaitsForItsRequests() {
        assertThat(BridgeLifecycle.PHASE).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }
}
