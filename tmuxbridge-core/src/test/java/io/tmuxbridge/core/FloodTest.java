package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.COUNTS;
import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.transport.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A pane that prints more than the control protocol should carry goes through a pipe, and nobody can tell by what
 * arrives.
 */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class FloodTest {

    private static final int JOINERS = Integer.getInteger("tmuxbridge.flood", 8);

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();
    private final FloodingPane pane = new FloodingPane(fixture);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyByteComesInOrderThroughThePipeAndBack() {
        NumberedViewer viewer = pane.floods("lossless");
        await().atMost(LONG).until(() -> floods() >= 1);
        long at = viewer.lines();
        await().atMost(LONG).until(() -> viewer.lines() > at + 50_000);
        pane.stopsAndEndsWithTmux(viewer);
        assertThat(viewer.last()).isEqualTo(lastOnScreen());
        assertThat(lostPlaces()).isZero();
        assertThat(viewer.snapshots()).as("the first alone").isEqualTo(1);
    }

    /**
     * Each needs a snapshot at its place, for which the pane has to come back from the pipe. All of them want every
     * byte: beside one that does not, nobody holds the pane back, and who is slow is cut off.
     */
    @Test
    void whoJoinsInTheMiddleCostsNobodyAByte() {
        NumberedViewer first = pane.floods("lossless");
        List<NumberedViewer> joined = new ArrayList<>();
        for (int i = 1; i <= JOINERS; i++) {
            // Both ways into the middle: of the first flood, and of one that has gone over again after a snapshot.
            long least = Math.min(i, 2);
            await().atMost(LONG).until(() -> floods() >= least);
            NumberedViewer next = new NumberedViewer(fixture, "s", "lossless");
            joined.add(next);
            await().atMost(LONG).until(() -> next.lines() > 5_000);
        }
        pane.stopsAndEndsWithTmux(first);
        assertThat(first.last()).isEqualTo(lastOnScreen());
        joined.forEach(pane::endsWithTmux);
        assertThat(lostPlaces()).isZero();
        assertThat(first.snapshots()).isEqualTo(1);
    }

    /** A machine with much else to do lets the shell command of the pipe wait, and megabytes wait in tmux for it. */
    @Test
    void aPipeThatIsFarBehindCostsNobodyAByte() {
        pane.joinedWhileThePipeWaitsFor("stream.held-back");
    }

    /** The client cannot wait for ever: the pane goes on coming through the pipe, and comes back later. */
    @Test
    void aPipeThatIsTooFarBehindToBeWaitedForGoesOn() {
        try (BridgeFixture impatient = BridgeFixture.easilyFlooded(Duration.ofMillis(200))) {
            new FloodingPane(impatient).joinedWhileThePipeWaitsFor("stream.floods.stayed");
        }
    }

    /** Nothing comes through the pipe any more, and nothing is told: and still something waits. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeThatWaitsWhileThePaneIsSilentIsWaitedFor() {
        NumberedViewer viewer = pane.floods("lossless");
        await().atMost(LONG).until(() -> floods() >= 1);
        pane.pipeWaits();
        fixture.server.tmux("send-keys", "-t", "s", "C-c");
        await().atMost(LONG)
                .until(() ->
                        fixture.server.tmux("capture-pane", "-p", "-t", "s").contains("the-end"));
        await().atMost(LONG).during(Duration.ofSeconds(2)).until(pane::isPiped);
        pane.pipeGoesOn();
        pane.endsWithTmux(viewer);
        assertThat(viewer.last()).isEqualTo(lastOnScreen());
        assertThat(lostPlaces()).isZero();
        assertThat(viewer.snapshots()).isEqualTo(1);
    }

    @Test
    void aPaneThatSomebodyPipesIsLeftToThem() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; " + COUNTS + "; exec cat");
        fixture.server.tmux("pipe-pane", "-O", "-t", "s", "exec cat >/dev/null");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "lossless");
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().atMost(LONG).until(() -> viewer.lines() > 50_000);
        assertThat(floods()).isZero();
        assertThat(fixture.server.tmux("display-message", "-p", "-t", "s", "#{pane_pipe}"))
                .isEqualTo("1");
        pane.stopsAndEndsWithTmux(viewer);
    }

    /** The place is lost then, which is told by a snapshot, and the stream goes on. */
    @Test
    void whoPipesThePaneInTheMiddleGetsIt() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> floods() >= 1 && viewer.lines() > 20_000);
        pane.pipeWaits();
        fixture.server.tmux("pipe-pane", "-O", "-t", "s", "exec cat >/dev/null");
        pane.pipeGoesOn();
        await().atMost(LONG).until(() -> lostPlaces() == 1);
        pane.stopsAndEndsWithTmux(viewer);
        assertThat(fixture.server.tmux("display-message", "-p", "-t", "s", "#{pane_pipe}"))
                .isEqualTo("1");
    }

    /** In text that repeats itself the place cannot be found again; the screen is right all the same. */
    @Test
    void whatRepeatsItselfEndsWithTheSameScreen() {
        fixture.server.newSession(
                "s",
                80,
                24,
                "sh",
                "-c",
                "read x; trap : INT; stty -echo; yes " + "again ".repeat(13) + "; echo; echo the-end; exec cat");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "fresh");
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().atMost(LONG).until(() -> floods() >= 1);
        NumberedViewer other = new NumberedViewer(fixture, "s", "fresh");
        await().atMost(LONG).until(() -> other.snapshots() >= 1);
        fixture.server.tmux("send-keys", "-t", "s", "C-c");
        await().atMost(LONG).until(() -> viewer.shown().contains("the-end"));
        await().atMost(LONG).until(() -> other.shown().contains("the-end"));
    }

    /** A shell of the bridge's own session that prints and then ends. */
    @Test
    void aShellOfOurOwnFloodsAndEnds(@TempDir Path place) throws IOException {
        Path stop = place.resolve("stop");
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        BridgeFixture.Client maker = fixture.client();
        maker.ask("session.create", "{'name':'s','cols':80,'rows':24}");
        LastRead lastRead = new LastRead(fixture.server);
        lastRead.begin();
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "lossless");
        viewer.client().say("{'type':'input','channel':1,'data':'PS1=; stty -echo; exec 2>/dev/null\\r'}");
        viewer.client()
                .say("{'type':'input','channel':1,'data':'n=0; while [ ! -e " + stop + " ]; do awk -v n=$n "
                        + "\\u0027BEGIN { for (i = 1; i <= 20000; i++) printf \\\"%078d\\\\n\\\", n + i }\\u0027; "
                        + "n=$((n + 20000)); done; echo $n >" + stop + "; exit\\r'}");
        await().atMost(LONG).until(() -> viewer.lines() > 60_000 && floods() >= 1);
        Files.createFile(stop);
        await().atMost(LONG)
                .until(() -> viewer.client().connection.frames().stream()
                        .anyMatch(frame ->
                                frame instanceof Frame.Text text && text.text().contains("\"disconnect\"")));
        assertThat(viewer.lines()).isEqualTo(viewer.last());
        assertThat(viewer.last())
                .isEqualTo(lastRead.of(Long.parseLong(Files.readString(stop).trim())));
        assertThat(floods()).isPositive();
    }

    @Test
    void aSessionThatIsKilledInTheMiddleEndsItsViewers() {
        fixture.server.newSession("keep", 80, 24, "cat");
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> floods() >= 1);
        fixture.server.tmux("kill-session", "-t", "s");
        assertThat(viewer.client().hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}"))
                .isEqualTo("keep");
    }

    @Test
    void aClientThatIsKilledInTheMiddleIsReplaced() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> floods() >= 1);
        pane.losesItsClient();
        await().atMost(LONG).until(() -> viewer.snapshots() >= 2);
        pane.stopsAndEndsWithTmux(viewer);
    }

    private long lostPlaces() {
        return pane.lostPlaces();
    }

    private long floods() {
        return fixture.metrics.count("stream.floods");
    }

    private long lastOnScreen() {
        return pane.lastNumber();
    }
}
