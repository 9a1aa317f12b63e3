package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.transport.CloseCode;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A viewer that wants each byte and takes none holds its pane back for a while, and no longer. */
@ResourceLock(FloodingPane.MACHINE)
class HeldBackTest {

    private final BridgeFixture fixture = BridgeFixture.impatient(Duration.ofSeconds(1));
    private final FloodingPane pane = new FloodingPane(fixture);

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bug: it was waited for as long again with each piece of output, until it was out of the log. */
    @Test
    void whoTakesNothingIsCutOffAndTheOthersGoOn() {
        NumberedViewer reader = pane.floods("lossless");
        NumberedViewer stuck = new NumberedViewer(fixture, "s", "lossless");
        await().until(() -> stuck.snapshots() > 0);
        acknowledge(stuck, stuck.position());
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.held-back") > 0);
        await().atMost(LONG)
                .until(() -> stuck.client().connection.closeCode().equals(OptionalInt.of(CloseCode.TOO_SLOW.code())));
        assertThat(fixture.metrics.count("stream.held-back")).as("waits").isLessThan(10);

        assertThat(fixture.metrics.count("viewers.too-slow")).isOne();
        NumberedViewer late = new NumberedViewer(fixture, "s", "lossless");
        await().atMost(LONG).until(() -> late.lines() > 1_000);
        pane.stopsAndEndsWithTmux(late);
        await().atMost(LONG).until(() -> reader.highest() == pane.lastNumber());
        for (NumberedViewer each : new NumberedViewer[] {reader, late}) {
            assertThat(each.snapshots()).isOne();
            assertThat(each.hasHeard("\"gap\"")).isFalse();
        }
    }

    /** One of them takes nothing and may skip, the other wants each byte and takes none. */
    @Test
    void whoIsSlowHoldsNobodyBackBesideOneThatMaySkip() {
        NumberedViewer reader = pane.floods("fresh");
        NumberedViewer held = new NumberedViewer(fixture, "s", "fresh");
        NumberedViewer stuck = new NumberedViewer(fixture, "s", "lossless");
        await().until(() -> stuck.snapshots() > 0 && held.snapshots() > 0);
        held.client().connection.holdSends();
        stuck.client().say("{'type':'ack','channel':1,'offset':" + stuck.position() + "}");
        await().atMost(LONG)
                .until(() -> stuck.client().connection.closeCode().equals(OptionalInt.of(CloseCode.TOO_SLOW.code())));
        long at = reader.lines();
        await().atMost(LONG).until(() -> reader.lines() > at + 1_000);
        assertThat(fixture.metrics.count("stream.held-back")).isZero();
    }

    /** The bug: once somebody had been waited for long enough, nobody was until that one was gone. */
    @Test
    void whoIsSlowButAliveIsWaitedForThoughAnotherOneIsGivenUp() {
        // Longer than a busy machine lets this test stand still between two acknowledgements.
        try (BridgeFixture patient = BridgeFixture.impatient(Duration.ofSeconds(6))) {
            whoIsSlowIsWaitedForByA(patient);
        }
    }

    private static void whoIsSlowIsWaitedForByA(BridgeFixture patient) {
        NumberedViewer slow = new FloodingPane(patient).floods("lossless");
        NumberedViewer stuck = new NumberedViewer(patient, "s", "lossless");
        await().until(() -> stuck.snapshots() > 0);
        acknowledge(stuck, stuck.position());
        AtomicLong taken = new AtomicLong(slow.position());
        await().atMost(LONG).until(() -> {
            takesSome(slow, taken);
            return stuck.client().connection.closeCode().equals(OptionalInt.of(CloseCode.TOO_SLOW.code()));
        });
        long then = slow.position();
        await().atMost(LONG).until(() -> {
            takesSome(slow, taken);
            assertThat(slow.client().connection.closeCode()).isEmpty();
            return slow.position() > then + (2 << 20);
        });
        assertThat(slow.snapshots()).isOne();
    }

    /** Less than the pane prints in the time between two looks. */
    private static void takesSome(NumberedViewer viewer, AtomicLong taken) {
        viewer.read();
        long next = Math.min(viewer.position(), taken.get() + (64 << 10));
        taken.set(next);
        acknowledge(viewer, next);
    }

    private static void acknowledge(NumberedViewer viewer, long offset) {
        viewer.client().say("{'type':'ack','channel':1,'offset':" + offset + "}");
    }
}
