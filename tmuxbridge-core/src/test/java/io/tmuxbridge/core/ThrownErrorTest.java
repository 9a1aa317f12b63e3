package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.pane.Pane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * What is thrown that nobody counts on, an {@link Error}, ends a connection with a word: it does not leave one that is
 * open and hears nothing any more, nor takes a caller's other connections along.
 */
class ThrownErrorTest {

    /** The bug: the connection stayed open and mute, and of the caller's share of the workers one was gone. */
    @Test
    void anErrorEndsItsConnectionAndHarmsNoOtherOfThatCaller() {
        AtomicBoolean broken = new AtomicBoolean();
        Quotas few = Quotas.DEFAULTS.withRequestsAtOncePerCaller(1);
        try (AccessFixture fixture =
                new AccessFixture(builder -> builder.quotas(few).authorizer((caller, owner, written) -> {
                    if (broken.get()) {
                        throw new NoClassDefFoundError("on purpose");
                    }
                    return written;
                }))) {
            fixture.session("work", "ada");
            BridgeFixture.Client other = fixture.client("ada operator");
            assertThat(other.outcome("server.info", "{}")).isEqualTo("ok");
            BridgeFixture.Client ada = fixture.client("ada operator");
            broken.set(true);
            ada.say("{'type':'connect','sessionId':'work','cols':80,'rows':24}");
            assertThat(ada.connection.awaitClose()).isEqualTo(1011);
            assertThat(ada.connection.closeReason()).contains("log");
            broken.set(false);
            assertThat(other.outcome("session.get", "{'sessionId':'work'}")).isEqualTo("ok");
        }
    }

    /** The bug: nobody was looked at any more, so that no credentials of whoever was connected expired. */
    @Test
    void aWatchThatFailsOnceGoesOn() {
        AtomicBoolean broken = new AtomicBoolean();
        AtomicInteger failures = new AtomicInteger();
        AccessFixture.HandClock clock = new AccessFixture.HandClock();
        Clock failing = new AccessFixture.HandClock() {
            @Override
            public Instant instant() {
                if (broken.get()) {
                    failures.incrementAndGet();
                    throw new NoClassDefFoundError("on purpose");
                }
                return clock.instant();
            }
        };
        try (AccessFixture fixture = new AccessFixture(builder -> builder.clock(failing))) {
            fixture.session("work", "ada");
            Caller robot =
                    new Caller("ada", Role.OPERATOR, Optional.of(Instant.EPOCH.plusSeconds(1000)), Optional.empty());
            try (Pane driven = fixture.bridge.pane(robot, "work")) {
                assertThat(driven.id()).startsWith("%");
                broken.set(true);
                await().until(() -> failures.get() > 0);
                broken.set(false);
                BridgeFixture.Client ada = fixture.client("ada operator 100");
                assertThat(ada.outcome("server.info", "{}")).isEqualTo("ok");
                clock.advance(Duration.ofSeconds(200));
                assertThat(ada.connection.awaitClose()).isEqualTo(4401);
            }
        }
    }

    /** The bug: connections that had ended counted for ever, and a bridge whose gauges were refused was not built. */
    @Test
    void metricsThatThrowHarmNobody() {
        BridgeMetrics broken = new BridgeMetrics() {
            @Override
            public void add(String counter, long delta) {
                throw new NoClassDefFoundError("on purpose");
            }

            @Override
            public void gauge(String name, LongSupplier value) {
                throw new IllegalStateException("on purpose");
            }
        };
        Quotas one = Quotas.DEFAULTS.withConnectionsPerCaller(1);
        try (AccessFixture fixture =
                new AccessFixture(builder -> builder.quotas(one).metrics(broken))) {
            fixture.session("work", "ada");
            for (int round = 0; round < 3; round++) {
                BridgeFixture.Client ada = fixture.client("ada operator");
                ada.say("{'type':'connect','sessionId':'work','cols':80,'rows':24}");
                ada.say("{'type':'input','data':'round " + round + "\\r'}");
                String typed = "round " + round;
                await().until(() -> ada.screenText().contains(typed));
                ada.handler.closed(1000, "");
            }
        }
    }
}
