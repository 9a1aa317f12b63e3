package io.tmuxbridge.core;

import static io.tmuxbridge.core.FloodingPane.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody detaches the bridge's control client, as {@code tmux attach -d} does, or moves it to another session, or it
 * is killed: what a session of the bridge's own prints until another one has taken over was missing then, and is in its
 * pipe.
 */
@Tag("slow")
class ReplacedClientTest {

    private static final long SEED = Long.getLong("faults.seed", 7);
    private static final int TIMES = Integer.getInteger("faults.last", 3);
    private static final int LINES = 2000;
    private static final int FLOOD = 300_000;

    /** Prints so many lines with each line that it reads, for a second or so, or for ten. */
    private static final String PROGRAM = """
            $| = 1;
            my $n = $ARGV[1] // 0;
            while (<STDIN>) {
                for (1 .. %d) {
                    printf "%%078d\\n", ++$n;
                    select undef, undef, undef, $ARGV[0] if $n %% 4 == 0;
                }
                last if /end/;
            }
            """.formatted(LINES);

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();
    private final FloodingPane pane = new FloodingPane(fixture);
    private final Random random = new Random(SEED);

    @TempDir
    private Path place;

    @BeforeEach
    void isNotAlone() {
        fixture.server.newSession("keep", 80, 24, "cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyByteComesOnceWhoeverTellsIt() throws IOException {
        NumberedViewer viewer = creates("'command':['sh','-c','stty -echo; exec " + program() + "']");
        for (int time = 1; time <= TIMES; time++) {
            types(viewer, "\\r");
            int clients = 1 + random.nextInt(3);
            for (int client = 0; client < clients; client++) {
                pauses();
                losesItsClient();
            }
            showsUpTo(viewer, (long) LINES * time);
        }
        assertThat(viewer.lines()).isEqualTo((long) LINES * TIMES);
        nothingWasMissing(viewer);
    }

    /** And its program ends meanwhile. */
    @Test
    void theLastWordsComeWhoeverTellsThem() throws IOException {
        String program = program();
        for (int time = 1; time <= TIMES; time++) {
            NumberedViewer viewer = creates("'command':['sh','-c','stty -echo; exec " + program + "']");
            types(viewer, "end\\r");
            int lines = LINES - 100 - random.nextInt(100);
            await().until(() -> viewer.lines() > lines);
            // On a busy machine it may be over already.
            clients().forEach(client -> kill(client));
            await().atMost(LONG).until(viewer::hasEnded);
            assertThat(viewer.lines()).isEqualTo(LINES);
            nothingWasMissing(viewer);
            assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}"))
                    .isEqualTo("keep");
        }
    }

    /**
     * Its session is killed before another client has come: what is left is read before anybody hears of the end,
     * unless it is more than the kernel holds for a pipe: that tmux throws away.
     */
    @Test
    void aSessionThatIsGoneAsWellEndsWithAllThatIsLeft() throws Exception {
        String program = program().replace("0.001", "0.01");
        Courses.complete(TIMES, SEED, seed -> {
            NumberedViewer viewer = creates("'command':['sh','-c','stty -echo; exec " + program + "']");
            types(viewer, "\\r");
            int lines = 1 + random.nextInt(200);
            await().atMost(LONG).until(() -> viewer.lines() >= lines);
            kill(client());
            long shown = pane.lastNumber();
            boolean killed = killsTheSession();
            await().atMost(LONG).until(viewer::hasEnded);
            assertThat(viewer.lines()).isGreaterThanOrEqualTo(killed ? shown : lines);
            nothingWasMissing(viewer);
            return killed;
        });
    }

    /** False when tmux 3.3a died of it: another client was just coming (architecture.md, "Never send"). */
    private boolean killsTheSession() {
        try {
            fixture.server.tmux("kill-session", "-t", "s");
            return true;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("server exited unexpectedly");
            fixture.server.newSession("keep", 80, 24, "cat");
            return false;
        }
    }

    /** Nothing was printed meanwhile: whoever watches notices nothing. */
    @Test
    void aSilentPaneIsNotDrawnAnew() {
        NumberedViewer viewer = creates("'command':['sh','-c','stty -echo; exec cat']");
        for (int time = 1; time <= TIMES; time++) {
            losesItsClient();
            types(viewer, "%078d\\r".formatted(time));
            showsUpTo(viewer, time);
        }
        assertThat(replaced()).isEqualTo(TIMES);
        nothingWasMissing(viewer);
    }

    /** The pipe that a flood comes through stays, and serves as well. */
    @Test
    void soItIsInAFloodAndAfterIt() throws IOException {
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        NumberedViewer viewer = creates("'cols':80");
        Path flood = Files.writeString(
                place.resolve("flood"),
                "awk 'BEGIN { for (i = 1; i <= " + FLOOD + "; i++) printf \"%078d\\n\", i }'; " + program() + " "
                        + FLOOD);
        types(viewer, "PS1=; stty -echo; exec sh " + flood + "\\r");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.floods") > 0);
        losesItsClient();
        showsUpTo(viewer, FLOOD);
        for (int time = 1; time <= TIMES; time++) {
            types(viewer, "\\r");
            pauses();
            losesItsClient();
            showsUpTo(viewer, FLOOD + (long) LINES * time);
        }
        nothingWasMissing(viewer);
    }

    /** The bug: a look at the pane that the client left unanswered counted as a pane that is gone, and made a gap. */
    @Test
    void whatTheClientLeftUnansweredSaysNothingOfThePane() throws IOException {
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        NumberedViewer viewer = creates("'cols':80");
        Path flood = Files.writeString(place.resolve("flood"), FloodingPane.COUNTS + "; exec cat");
        types(viewer, "PS1=; stty -echo; exec sh " + flood + "\\r");
        long floods = 0;
        for (int time = 1; time <= TIMES; time++) {
            long known = floods;
            await().atMost(LONG).until(() -> fixture.metrics.count("stream.floods") > known);
            long before = replaced();
            long pid = Long.parseLong(client().split(" ")[0]);
            Signals.send("STOP", fixture.server.pid());
            floods = fixture.metrics.count("stream.floods");
            // It is asked twice a second.
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            Signals.send("KILL", pid);
            Signals.send("CONT", fixture.server.pid());
            await().atMost(LONG).until(() -> replaced() > before);
        }
        pane.stopsAndEndsWithTmux(viewer);
        assertThat(viewer.last()).isEqualTo(pane.lastNumber());
        nothingWasMissing(viewer);
    }

    /** Somebody took the pipe for his own, and what is printed while there is no client nobody tells. */
    @Test
    void withoutThePipeNothingIsMissingSilently() {
        NumberedViewer viewer = creates(
                "'command':['sh','-c','stty -echo; while read x; do seq -f %078.0f $((x*20-19)) $((x*20)); done']");
        for (int time = 1; time <= TIMES; time++) {
            long pipes = fixture.metrics.count("stream.pipes");
            String name = client().split(" ")[1];
            String line =
                    "pipe-pane -t s cat>/dev/null ; detach-client -t " + name + " ; send-keys -t s " + time + " Enter";
            fixture.server.tmux(line.split(" "));
            long last = 20L * time;
            await().atMost(LONG).until(() -> viewer.highest() == last);
            assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
            await().atMost(LONG).until(() -> fixture.metrics.count("stream.pipes") > pipes);
        }
    }

    /**
     * A program that turns a wheel is never silent for long, and never says as much as a flood: who asks for a screen,
     * as everybody does whose terminal has another size, waited until it had said that much.
     */
    @ParameterizedTest
    @ValueSource(strings = {"0.08", "0.002"})
    void aScreenIsNotWaitedForLong(String pause) throws IOException {
        Path wheel = Files.writeString(
                place.resolve("wheel.pl"),
                "$| = 1; <STDIN>; while (1) { print \"\\r\", substr('|/-', $n++ % 3, 1); select undef, undef, undef, "
                        + pause + " }");
        NumberedViewer viewer = creates("'command':['perl','" + wheel + "']");
        types(viewer, "\\r");
        for (int time = 1; time <= 3; time++) {
            losesItsClient();
            int before = viewer.snapshots();
            viewer.client().say("{'type':'resize','channel':1,'cols':" + (80 + time) + ",'rows':24}");
            await().until(() -> viewer.snapshots() > before);
        }
    }

    /** Somebody took the pipe for his own. */
    @Test
    void withoutThePipeAScreenStandsForWhatIsMissing() throws IOException {
        NumberedViewer viewer = creates("'command':['sh','-c','stty -echo; exec " + program() + "']");
        types(viewer, "\\r");
        await().until(() -> viewer.lines() > 10);
        fixture.server.tmux("pipe-pane", "-t", "s", "cat >/dev/null");
        losesItsClient();
        await().atMost(LONG).until(() -> viewer.hasHeard("\"gap\""));
        await().atMost(LONG).until(() -> viewer.highest() == LINES);
        types(viewer, "\\r");
        await().atMost(LONG).until(() -> viewer.highest() == 2 * LINES);
    }

    private NumberedViewer creates(String more) {
        long pipes = fixture.metrics.count("stream.pipes");
        fixture.client().ask("session.create", "{'name':'s','rows':24," + more + "}");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", "lossless");
        await().until(() -> fixture.metrics.count("stream.pipes") > pipes);
        return viewer;
    }

    private String program() throws IOException {
        return "perl " + Files.writeString(place.resolve("program.pl"), PROGRAM) + " 0.001";
    }

    private static void types(NumberedViewer viewer, String text) {
        viewer.client().say("{'type':'input','channel':1,'data':'" + text + "'}");
    }

    private void pauses() {
        await().pollDelay(Duration.ofNanos(1 + random.nextInt(300_000_000))).until(() -> true);
    }

    private static void showsUpTo(NumberedViewer viewer, long number) {
        await().atMost(LONG).until(() -> {
            viewer.read();
            return viewer.last() == number;
        });
    }

    private static void nothingWasMissing(NumberedViewer viewer) {
        assertThat(viewer.snapshots()).isOne();
        assertThat(viewer.hasHeard("\"gap\"")).isFalse();
    }

    private long replaced() {
        return fixture.metrics.count("stream.clients.replaced");
    }

    /** By a detach, a kill or a move to another session, and has another one. */
    private void losesItsClient() {
        long before = replaced();
        String client = client();
        switch (random.nextInt(3)) {
            case 0 -> fixture.server.tmux("detach-client", "-t", client.split(" ")[1]);
            case 1 -> fixture.server.tmux("switch-client", "-c", client.split(" ")[1], "-t", "keep");
            default -> kill(client);
        }
        await().atMost(LONG).until(() -> replaced() > before);
    }

    /** Sizes have another one come for a moment. */
    private String client() {
        await().until(() -> clients().size() == 1);
        return clients().get(0);
    }

    private List<String> clients() {
        return fixture.server
                .tmux("list-clients", "-F", "#{?client_control_mode,#{client_pid} #{client_name},}")
                .lines()
                .toList();
    }

    private static void kill(String client) {
        ProcessHandle.of(Long.parseLong(client.split(" ")[0])).ifPresent(ProcessHandle::destroyForcibly);
    }
}
