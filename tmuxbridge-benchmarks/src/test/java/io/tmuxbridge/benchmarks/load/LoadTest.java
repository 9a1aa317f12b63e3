package io.tmuxbridge.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The load program loses nothing itself, and sees what is lost. */
class LoadTest {

    @Test
    void losslessViewersOfBothSubprotocolsGetEveryLineOnce() throws Exception {
        LoadOptions options = new LoadOptions(
                6,
                2,
                500,
                2,
                1,
                List.of("binary", "json"),
                "lossless",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                launcher());
        LoadResult result = new Load(options).run();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        result.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(result.isPerfect())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isTrue();
        assertThat(result.written()).isPositive();
        assertThat(result.rows()).hasSize(2).allSatisfy(row -> {
            assertThat(row.viewers()).isEqualTo(3);
            assertThat(row.framesPerSecond()).isPositive();
            assertThat(row.bytesPerSecond()).isPositive();
            assertThat(row.delays().count()).isPositive();
        });
        assertThat(result.serverRss()).isPositive();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("| binary | 3 | 0 | 0 |", "| json | 3 | 0 | 0 |");
    }

    @Test
    void missingAndRepeatedLinesAreCountedWhereverTheBytesAreCut() {
        for (int cut = 1; cut < 130; cut++) {
            LineCheck check = new LineCheck(0);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int number : new int[] {1, 2, 5, 5, 4, 6}) {
                byte[] line = LineCheck.write(number, 1000);
                stream.write(line, 0, line.length - 1);
                stream.writeBytes(new byte[] {'\r', '\n'});
            }
            byte[] all = stream.toByteArray();
            for (int at = 0; at < all.length; at += cut) {
                check.read(ByteBuffer.wrap(all, at, Math.min(cut, all.length - at)), 3000);
            }
            assertThat(check.lost(8)).as("3 and 4, and 7 and 8 at the end").isEqualTo(4);
            assertThat(check.repeated()).as("5 again, and 4 too late").isEqualTo(2);
            assertThat(check.lines()).isEqualTo(6);
            assertThat(check.delays().percentile(50)).isEqualTo(2000);
        }
    }

    @Test
    void percentilesAreTrueToASixtyFourth() {
        Delays delays = new Delays();
        for (int i = 1; i <= 100_000; i++) {
            delays.add(i * 1000L);
        }
        assertThat(delays.percentile(50)).isBetween(50_000_000L, 51_000_000L);
        assertThat(delays.percentile(99)).isBetween(99_000_000L, 100_000_000L);
        assertThat(delays.longest()).isEqualTo(100_000_000);
        assertThat(new Delays().percentile(99)).isZero();
    }

    /** The launcher's classes are on the class path of this test, not on that of the program. */
    private static List<String> launcher() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tmuxbridge.examples.Launcher",
                "serve",
                "--no-rehearsal");
    }
}
