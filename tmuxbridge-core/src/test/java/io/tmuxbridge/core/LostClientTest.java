package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.core.stream.FloodThresholds;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pane's control client is killed: what it was told is read to its end, and then a snapshot stands for the rest. */
@Tag("slow")
class LostClientTest {

    private static final int ALL = 1 << 24;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AccessFixture fixture =
            new AccessFixture(builder -> builder.floods(FloodThresholds.DEFAULTS.withPipe(Integer.MAX_VALUE)));
    private final CutViewer viewer =
            new CutViewer(fixture, new CutViewer.Kind("viewer", "root admin", true, "lossless", "read"), false);

    private long verified;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bug: another client followed the pane while this one was still to be read, and both wrote one stream. */
    @Test
    void whatAHeldBackClientWasToldComesBeforeTheSnapshot() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; seq 1 500000; echo the-end; exec cat");
        viewer.connects(false);
        await().until(this::hasBegun);
        viewer.acknowledges();
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.held-back") > 0);
        assertThat(losesItsClient()).isTrue();
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(10)).until(() -> replaced() == 0);
        showsWhatTmuxHas();
        assertThat(replaced()).isOne();
    }

    private void showsWhatTmuxHas() {
        await().atMost(LONG).untilAsserted(() -> {
            viewer.reads(ALL);
            viewer.acknowledges();
            assertThat(viewer.rows()).startsWith(screen());
        });
        await().until(() -> fixture.metrics.count("stream.verify.equal") > verified);
        verified = fixture.metrics.count("stream.verify.equal");
        assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
    }

    private boolean hasBegun() {
        viewer.reads(ALL);
        return viewer.position() >= 0;
    }

    private String[] screen() {
        return fixture.server
                .tmux("capture-pane", "-p", "-t", "s")
                .lines()
                .map(String::stripTrailing)
                .toArray(String[]::new);
    }

    private long replaced() {
        return fixture.metrics.count("stream.clients.replaced");
    }

    private boolean losesItsClient() {
        return fixture.server
                .tmux("list-clients", "-t", "s", "-F", "#{client_pid}")
                .lines()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(ProcessHandle::destroyForcibly)
                .isPresent();
    }
}
