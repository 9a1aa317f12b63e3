package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** A pane whose program counts as fast as it is read, from the first key on until it is interrupted, and then says so. */
final class FloodingPane {

    /** Each flood wants a core or two: those of two classes are not to be measured against each other. */
    static final String MACHINE = "the machine";

    static final Duration LONG = Duration.ofSeconds(60);
    static final String COUNTS =
            "trap : INT; stty -echo; awk 'BEGIN { for (i = 1; ; i++) printf \"%078d\\n\", i }'; echo the-end";

    private final BridgeFixture fixture;

    FloodingPane(BridgeFixture fixture) {
        this.fixture = fixture;
    }

    /** Makes it, with a viewer, and has it count. */
    NumberedViewer floods(String delivery) {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; " + COUNTS + "; exec cat");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", delivery);
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        return viewer;
    }

    /** Kills the control client that carries it. */
    void losesItsClient() {
        String pid = fixture.server
                .tmux("list-clients", "-t", "s", "-F", "#{client_pid}")
                .lines()
                .findFirst()
                .orElseThrow();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    void stopsAndEndsWithTmux(NumberedViewer viewer) {
        fixture.server.tmux("send-keys", "-t", "s", "C-c");
        endsWithTmux(viewer);
    }

    void endsWithTmux(NumberedViewer viewer) {
        await().atMost(LONG).until(() -> viewer.shown().contains("the-end"));
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.verify.equal") > 0);
        assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
    }
}
