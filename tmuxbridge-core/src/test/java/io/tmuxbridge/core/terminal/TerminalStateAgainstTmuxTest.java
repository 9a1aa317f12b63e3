package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tracker must know what tmux knows, at any place of any stream. */
class TerminalStateAgainstTmuxTest {
    @TempDir
    static Path directory;

    private static TmuxPanes tmux;
    private static Dialect dialect;

    @BeforeAll
    static void start() {
        tmux = new TmuxPanes(directory);
        String[] version = tmux.version().replaceAll("[^0-9.]", "").split("\\.");
        assumeTrue(version.length == 2, "tmux is not installed");
        dialect = Dialect.of(Integer.parseInt(version[0]), Integer.parseInt(version[1]));
    }

    @AfterAll
    static void stop() {
        tmux.close();
    }

    static int[] seeds() {
        return new Random(7).ints(30, 0, 100_000).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cursorModesRegionAndTabsAreTmuxs(int seed) throws IOException {
        RandomStreams streams = new RandomStreams(seed, seed % 2 == 0);
        byte[] stream = seed % 3 == 0 ? streams.garbage(40) : streams.stream(40);
        int cut = 1 + new Random(seed).nextInt(stream.length);

        assertSame(20, 6, stream);
        assertSame(33, 9, Arrays.copyOf(stream, cut));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0xa0, 0x300, 0x1100, 0x2000, 0x2600, 0x3000, 0xa900, 0xfe00, 0x1f300, 0x1f900, 0x1fa00, 0x1f100})
    void charactersAreAsWideAsTmuxHasThem(int first) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int codePoint = first; codePoint < first + 0x100; codePoint++) {
            text.append('.').appendCodePoint(codePoint);
        }

        assertSame(900, 3, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theEdgesOfTheScreenAreTmuxs() throws IOException {
        String edges =
                "\033[3g\033[5GA\033H\033[?7labcdefghijklmnopqrstuvwxyz\033[?7h\b\b\n\033[2;4r\033[?6h\033[9;9H漢";

        assertSame(12, 5, edges.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertSame(int cols, int rows, byte[] stream) throws IOException {
        Fed fed = new Fed(cols, rows, dialect, NormaliserListener.NONE);
        byte[] normalised = fed.feed(stream);

        ScreenState told = tmux.print(cols, rows, stream);

        assertThat(fed.state.differenceFrom(told)).isEmpty();
        if (normalised.length > 0) {
            Fed again = new Fed(cols, rows, dialect, NormaliserListener.NONE);
            again.feed(normalised);
            assertThat(again.state.cursorY()).isEqualTo(told.cursorY());
        }
    }
}
