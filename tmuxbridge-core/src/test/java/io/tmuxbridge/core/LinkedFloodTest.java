package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.COUNTS;
import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A pane that floods and whose window is in two sessions: those of the one take no pipe from those of the other. */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class LinkedFloodTest {

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();
    private final FloodingPane pane = new FloodingPane(fixture);

    @AfterEach
    void close() {
        fixture.close();
    }

    @RepeatedTest(3)
    void everyByteComesToBoth() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; " + COUNTS + "; exec cat");
        fixture.server.newSession("linked", 80, 24, "cat");
        // Its own is called sh, which tmux takes for what s may mean.
        fixture.server.tmux("rename-window", "-t", "linked:0", "other");
        fixture.server.tmux("link-window", "-s", "s:0", "-t", "linked:7");
        NumberedViewer first = new NumberedViewer(fixture, "s", "lossless");
        NumberedViewer second = new NumberedViewer(fixture, "linked", "lossless");
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.floods") >= 1);
        long at = first.lines();
        await().atMost(LONG).until(() -> first.lines() > at + 50_000 && second.lines() > at + 50_000);
        first.client().say("{'type':'disconnect','channel':1}");
        await().atMost(LONG).until(() -> second.lines() > at + 150_000);
        pane.stopsAndEndsWithTmux(second);
        assertThat(second.last()).isEqualTo(pane.lastNumber());
        assertThat(pane.lostPlaces()).isZero();
        assertThat(second.snapshots()).as("the first alone").isEqualTo(1);
    }
}
