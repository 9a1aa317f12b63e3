package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.COUNTS;
import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.transport.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A pane that prints faster than anybody draws is shown by screens to those who may skip, and ends with what tmux
 * shows.
 */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class FloodScreensTest {

    private final BridgeFixture fixture = BridgeFixture.easilyOutrun();
    private final FloodingPane pane = new FloodingPane(fixture);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoKeepsWatchingSeesScreensAndThenWhatTmuxShows() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        int before = viewer.snapshots();
        await().atMost(LONG).until(() -> viewer.snapshots() > before + 10);
        assertThat(piped()).as("tmux runs as if nobody watched").isEqualTo("0");
        stopsAndEndsWithTmux(viewer);
        assertThat(viewer.client().heard().stream()
                        .filter(node -> node.path("name").asText().equals("gap"))
                        .count())
                .as("screens are announced otherwise")
                .isLessThanOrEqualTo(lostOtherwise());
    }

    private long lostOtherwise() {
        return fixture.metrics.count("stream.late") + fixture.metrics.count("stream.paused") + pane.lostPlaces();
    }

    /** With the keys of a viewer, as somebody does who wants it to stop: bytes come again at once. */
    @Test
    void whoTypesGetsBytes() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        viewer.client().say("{'type':'input','channel':1,'data':'\\u0003'}");
        endsWithTmux(viewer);
        viewer.client().say("{'type':'input','channel':1,'data':'typed behind it\\r'}");
        await().atMost(LONG).until(() -> viewer.shown().endsWith("typed behind it\r\n"));
    }

    @Test
    void whoComesInTheMiddleGetsAScreenAtOnce() {
        NumberedViewer first = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        NumberedViewer second = new NumberedViewer(fixture, "s", "fresh");
        await().atMost(LONG).until(() -> second.snapshots() > 3);
        assertThat(screens()).as("nobody had to make way").isEqualTo(1);
        stopsAndEndsWithTmux(first);
        endsWithTmux(second);
    }

    @Test
    void whoWantsEveryByteGetsIt() {
        NumberedViewer first = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        NumberedViewer second = new NumberedViewer(fixture, "s", "lossless");
        await().atMost(LONG).until(() -> second.lines() > 20_000);
        long before = screens();
        await().atMost(LONG).until(() -> second.lines() > 60_000);
        assertThat(screens()).isEqualTo(before);
        assertThat(second.snapshots()).isEqualTo(1);
        stopsAndEndsWithTmux(first);
        endsWithTmux(second);
    }

    @Test
    void aProgramThatReadsThePaneGetsEveryByte() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; " + COUNTS + "; exec cat");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "fresh");
        try (Pane driven = fixture.bridge.pane(Caller.of("robot", Role.ADMIN), "s")) {
            driven.send("\r");
            await().atMost(LONG).until(() -> viewer.lines() > 60_000);
            assertThat(screens()).isZero();
        }
        await().atMost(LONG).until(() -> screens() >= 1);
        stopsAndEndsWithTmux(viewer);
    }

    /** Two screens of it are alike: it is looked at, and goes on. */
    @Test
    void whatRepeatsItselfEndsWithTheSameScreen() {
        fixture.server.newSession(
                "s", 80, 24, "sh", "-c", "read x; trap : INT; stty -echo; yes again; echo; echo the-end; exec cat");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "fresh");
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        await().atMost(LONG).until(() -> screens() >= 2);
        stopsAndEndsWithTmux(viewer);
    }

    @Test
    void aResizeInTheMiddleIsShown() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        viewer.client().say("{'type':'resize','channel':1,'cols':100,'rows':30}");
        assertThat(viewer.client().hear("resize").path("cols").asInt()).isEqualTo(100);
        stopsAndEndsWithTmux(viewer);
    }

    @Test
    void aSessionThatIsKilledInTheMiddleEndsItsViewers() {
        fixture.server.newSession("keep", 80, 24, "cat");
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        fixture.server.tmux("kill-session", "-t", "s");
        assertThat(viewer.client().hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
    }

    @Test
    void aClientThatIsKilledInTheMiddleIsReplaced() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        pane.losesItsClient();
        await().atMost(LONG).until(() -> screens() >= 2);
        stopsAndEndsWithTmux(viewer);
    }

    /** Who comes back finds no bytes that lead to where it is now, and is told so. */
    @Test
    void whoComesBackIsToldOfTheGap() {
        NumberedViewer viewer = pane.floods("fresh");
        await().atMost(LONG).until(() -> screens() >= 1);
        int before = viewer.snapshots();
        await().atMost(LONG).until(() -> viewer.snapshots() > before + 10);
        viewer.client().handler.closed(1006, "");
        String resume = ",'resume':{'epoch':'"
                + viewer.client().hear("connected").path("epoch").asText() + "','offset':1}";
        BridgeFixture.Client again = fixture.client();
        again.say("{'type':'connect','sessionId':'s','cols':80,'rows':24" + resume + "}");
        assertThat(again.hear("connected").path("resume").asText()).isEqualTo("gap");
        fixture.server.tmux("send-keys", "-t", "s", "C-c");
        await().atMost(LONG).until(() -> again.screenText().contains("the-end"));
    }

    /**
     * A shell of the bridge's own session: the last screen comes before the end does. It rests before it ends: on a
     * machine under load tmux itself loses what a shell prints in the moment in which it ends (docs/architecture.md).
     */
    @Test
    void aShellOfOurOwnFloodsAndEnds(@TempDir Path place) throws IOException {
        Path stop = place.resolve("stop");
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        fixture.client().ask("session.create", "{'name':'s','cols':80,'rows':24}");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "fresh");
        viewer.client()
                .say("{'type':'input','channel':1,'data':'while [ ! -e " + stop
                        + " ]; do seq 10000000 10100000; done; echo the-\\\"\\\"end; sleep 0.3; exit\\r'}");
        await().atMost(LONG).until(() -> screens() >= 1);
        Files.createFile(stop);
        viewer.client().hear("disconnect");
        assertThat(viewer.shown()).contains("the-end");
    }

    /** What is above the screen is captured with it, for a secret may begin there. */
    @Test
    void noScreenShowsASecretToWhomItIsHiddenFrom() {
        String secret = "ghp_" + "s3cr3tS3cr3t".repeat(3);
        try (AccessFixture hiding = new AccessFixture(builder -> builder.floodBytesPerSecond(256 * 1024)
                .screensBytesPerSecond(256 * 1024)
                .redaction(Redaction.from(Role.VIEWER))
                .unownedSessions(UnownedSessions.READ))) {
            hiding.server.newSession(
                    "s",
                    80,
                    24,
                    "sh",
                    "-c",
                    "read x; awk 'BEGIN { for (i = 1; ; i++) printf \"%0" + "\" (i % 97) \"" + "d " + secret
                            + "\\n\", i }'");
            BridgeFixture.Client all = join(hiding, "root admin");
            hiding.server.tmux("send-keys", "-t", "s", "Enter");
            seesScreens(hiding, all, 1);
            BridgeFixture.Client hidden = join(hiding, "eve viewer");
            seesScreens(hiding, hidden, 2);
            assertThat(text(all)).contains(secret);
            assertThat(text(hidden)).contains("ghp_***").doesNotContain("s3cr3t");
        }
    }

    private static BridgeFixture.Client join(AccessFixture where, String who) {
        BridgeFixture.Client client = where.client(who);
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'read'}");
        client.hear("connected");
        return client;
    }

    private static void seesScreens(AccessFixture where, BridgeFixture.Client client, int times) {
        await().atMost(LONG).until(() -> where.metrics.count("stream.floods.screens") >= times);
        int before = snapshotsOf(client);
        await().atMost(LONG).until(() -> snapshotsOf(client) > before + 20);
    }

    private static String text(BridgeFixture.Client client) {
        return client.screenText().replaceAll("[\\r\\n]|\u001b[^A-Za-z]*[A-Za-z]", "");
    }

    private static int snapshotsOf(BridgeFixture.Client client) {
        List<Frame> frames = client.connection.frames();
        return (int) frames.stream()
                .filter(frame -> frame instanceof Frame.Text text && text.text().contains("\"snapshot\":true"))
                .count();
    }

    private long screens() {
        return fixture.metrics.count("stream.floods.screens");
    }

    private String piped() {
        return fixture.server.tmux("display-message", "-p", "-t", "s", "#{pane_pipe}");
    }

    private void stopsAndEndsWithTmux(NumberedViewer viewer) {
        fixture.server.tmux("send-keys", "-t", "s", "C-c");
        endsWithTmux(viewer);
    }

    /** Nor had anybody to be told that what was followed was wrong. */
    private void endsWithTmux(NumberedViewer viewer) {
        pane.endsWithTmux(viewer);
        assertThat(fixture.metrics.count("stream.tracker.corrected")).isZero();
    }
}
