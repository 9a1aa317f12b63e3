package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.core.stream.FloodThresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pane's control client is killed: what it was told is read to its end, and then a snapshot stands for the rest. */
@Tag("slow")
class LostClientTest {

    private static final long SEED = Long.getLong("faults.seed", 7);
    private static final int KILLS = Integer.getInteger("faults.last", 10);
    private static final int ALL = 1 << 24;
    private static final int COLUMNS = 80;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AccessFixture fixture =
            new AccessFixture(builder -> builder.floods(FloodThresholds.DEFAULTS.withPipe(Integer.MAX_VALUE)));
    private final CutViewer viewer =
            new CutViewer(fixture, new CutViewer.Kind("viewer", "root admin", true, "lossless", "read"), false);

    @TempDir
    private Path place;

    private long verified;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bug: another client followed the pane while this one was still to be read, and both wrote one stream. */
    @Test
    void whatAHeldBackClientWasToldComesBeforeTheSnapshot() {
        fixture.server.newSession("s", COLUMNS, 24, "sh", "-c", "read x; seq 1 500000; echo the-end; exec cat");
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

    /**
     * The bug: a client that was killed as it came took along that nobody can go on by bytes across the loss.
     * {@code -Dfaults.last} says how many are killed.
     */
    @Test
    void afterEachLossAViewerShowsWhatTmuxHas() throws IOException {
        Random random = new Random(SEED);
        Path program = Files.writeString(place.resolve("draws.pl"), """
                use utf8; binmode STDOUT, ':utf8'; $| = 1; srand(%d);
                my @words = ("\\e[1;3%%dmred", "日本語", "größer\\n", "\\e[3;20r\\e[20;1H\\n\\n\\e[r", "\\e[%%d;%%dH",
                    "x" x 70, "\\e7\\e[5;5H\\e8", "\\e[2K", "\\e[L", "\\e[4h\\e[4l", "\\e[m");
                while (<STDIN>) {
                    for (1 .. 2000) { printf $words[rand @words], 1 + rand 7, 1 + rand 70; }
                }
                """.formatted(SEED));
        fixture.server.newSession("s", COLUMNS, 24, "perl", program.toString());
        viewer.connects(false);
        await().until(this::hasBegun);
        for (int kills = 0; kills < KILLS; ) {
            fixture.server.tmux("send-keys", "-t", "s", "Enter");
            await().pollDelay(Duration.ofNanos(1 + random.nextInt(20_000_000))).until(() -> true);
            int more = 1 + random.nextInt(3);
            for (int i = 0; i < more; i++) {
                await().pollInterval(Duration.ofMillis(1)).until(this::losesItsClient);
            }
            kills += more;
            showsWhatTmuxHas();
        }
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
                .map(LostClientTest::within)
                .map(String::stripTrailing)
                .toArray(String[]::new);
    }

    /**
     * What of a row is in the pane: tmux 3.3a keeps the half of a wide character whose other half was overwritten, and
     * prints the whole of it, so that the row is too wide (docs/conformance.md).
     */
    private static String within(String row) {
        int cells = 0;
        int end = 0;
        while (end < row.length() && cells + cellsOf(row.charAt(end)) <= COLUMNS) {
            cells += cellsOf(row.charAt(end++));
        }
        return row.substring(0, end);
    }

    private static int cellsOf(char one) {
        return "日本語".indexOf(one) < 0 ? 1 : 2;
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
