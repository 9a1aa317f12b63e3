package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A program of the bridge's own session that exits while its flood is on the way back from the pipe to the client:
 * megabytes wait in tmux then, which refuses another pipe to a pane whose program has exited.
 */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class FloodExitTest {

    /** More than what is remembered of a pipe. */
    private static final long LINES = 80_000;

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();

    @TempDir
    private Path place;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bug: the pipe was let go of, with which tmux threw away all that it had not told its client. */
    @Test
    void whatWaitsInTmuxIsRead() throws IOException {
        Path stop = place.resolve("stop");
        Path progress = Files.writeString(place.resolve("progress"), "0\n");
        fixture.server.newSession("keep", 80, 24, "sleep 1000");
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        // tmux reads on for a client that does not read only where it has another one.
        new NumberedViewer(fixture, "keep", "fresh");
        fixture.client().ask("session.create", "{'name':'s','cols':80,'rows':24}");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "lossless");
        String program = Files.writeString(
                        place.resolve("program"),
                        "n=0; while [ ! -e " + stop + " ]; do awk -v n=$n "
                                + "'BEGIN { for (i = 1; i <= 1000; i++) printf \"%078d\\n\", n + i }'; "
                                + "n=$((n + 1000)); echo $n >" + progress + "; done\n")
                .toString();
        viewer.client().say("{'type':'input','channel':1,'data':'PS1=; stty -echo; exec sh " + program + "\\r'}");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.floods") >= 1 && viewer.lines() > 2_000);
        FloodingPane pane = new FloodingPane(fixture);
        pane.pipeWaits();
        viewer.client().say("{'type':'refresh','channel':1}");
        long before = printed(progress);
        await().atMost(LONG).until(() -> printed(progress) > before + LINES);
        Files.createFile(stop);
        await().atMost(LONG).until(() -> "0 0".equals(state()));
        pane.pipeGoesOn();
        await().atMost(LONG).until(viewer::hasEnded);
        // Where a snapshot came in between, the line that it cut is not counted.
        assertThat(viewer.lines()).isBetween(printed(progress) - viewer.snapshots(), printed(progress));
    }

    private static long printed(Path progress) throws IOException {
        String told = Files.readString(progress).trim();
        return told.isEmpty() ? 0 : Long.parseLong(told);
    }

    /** That the program has exited, and the pane is not dead yet. */
    private String state() {
        return fixture.server.tmux("display-message", "-p", "-t", "s", "#{pane_dead} #{pane_dead_status}");
    }
}
