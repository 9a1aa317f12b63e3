package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A pane that ends while it comes through its pipe, which nobody reads because a viewer that wants each byte is late.
 */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class FloodRestTest {

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();

    /** Less than the pipe brings at once. */
    private static final int STEP = 32 * 1024;

    private static final int MOST_UNACKNOWLEDGED = 1 << 20;

    @TempDir
    private Path place;

    private long acknowledged;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The session goes on, and with it the client. */
    @Test
    void whatIsLeftInThePipeWaitsForTheViewerToo() throws IOException {
        isReadToItsEnd(true, Duration.ofSeconds(7));
    }

    /** The client ends with the session, and whoever looks meanwhile finds nothing left. */
    @RepeatedTest(2)
    void whatIsLeftInThePipeWaitsForTheViewerWhenTheSessionEndsAsWell() throws IOException {
        isReadToItsEnd(false, Duration.ofSeconds(2));
    }

    /**
     * The program rests before it exits: of one that does not, tmux gives up the pane while the kernel may still have
     * some kilobytes of it (ADR 12), which nobody can read.
     */
    private void isReadToItsEnd(boolean sessionGoesOn, Duration rest) throws IOException {
        Path stop = place.resolve("stop");
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.newSession(
                "s",
                80,
                24,
                "sh",
                "-c",
                "stty -echo; read x; n=0; while [ ! -e " + stop + " ]; do awk -v n=$n "
                        + "'BEGIN { for (i = 1; i <= 1000; i++) printf \"%078d\\n\", n + i }'; "
                        + "n=$((n + 1000)); done; echo $n >" + stop + "; sleep 0.5");
        if (sessionGoesOn) {
            fixture.server.tmux("new-window", "-d", "-t", "s:", "cat");
        }
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "lossless");
        String pane = fixture.server.tmux("display-message", "-p", "-t", "s:0", "#{pane_id}");
        fixture.server.tmux("send-keys", "-t", pane, "Enter");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.floods") >= 1 && viewer.lines() > 10_000);
        long before = fixture.metrics.count("stream.held-back");
        viewer.lines();
        acknowledged = viewer.position();
        acknowledges(viewer, 0);
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.held-back") > before);
        // On a slow machine megabytes more were on their way to it when it acknowledged last.
        viewer.lines();
        acknowledged = Math.max(acknowledged, viewer.position() - MOST_UNACKNOWLEDGED);
        Files.createFile(stop);
        await().atMost(LONG).pollInterval(Duration.ofMillis(10)).until(() -> {
            if (isGone(pane)) {
                return true;
            }
            acknowledges(viewer, STEP);
            return false;
        });
        await().atMost(LONG).during(rest).until(() -> isGone(pane));
        await().atMost(LONG).until(() -> {
            acknowledges(viewer, Integer.MAX_VALUE);
            return viewer.hasEnded();
        });
        viewer.lines();
        assertThat(viewer.last())
                .as("%s", fixture.metrics)
                .isEqualTo(Long.parseLong(Files.readString(stop).trim()));
        assertThat(viewer.snapshots()).isEqualTo(1);
    }

    private boolean isGone(String pane) {
        return fixture.server
                .tmux("list-panes", "-a", "-F", "#{pane_id}")
                .lines()
                .noneMatch(pane::equals);
    }

    /** Up to where it has read, but no more than so much further than the last time. */
    private void acknowledges(NumberedViewer viewer, int step) {
        viewer.lines();
        acknowledged = Math.min(viewer.position(), acknowledged + step);
        viewer.client().say("{'type':'ack','channel':1,'offset':" + acknowledged + "}");
    }
}
