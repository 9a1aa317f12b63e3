package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every stream: random ones, and the recorded ones of the corpus where it is mounted. */
class NormaliserPropertyTest {
    private static final Path CORPUS = Path.of("/work/shared/corpus");
    /** Everything the normaliser may say, in whole sequences. */
    private static final Pattern WHOLE = Pattern.compile("(?:[\\x07\\x08\\x09\\x0a\\x0d\\x0e\\x0f]"
            + "|[\\x20-\\x7e]|[^\\x00-\\x9f]"
            + "|\\x1b\\[\\??[0-9;:]*[@A-HJ-MPS-TXZdghlmr]|\\x1b\\[[0-6] q|\\x1b\\[>4;[0-2]m"
            + "|\\x1b[DEHM=>]|\\x1b[()][0B]|\\x1b#8"
            + "|\\x1b](?:0|2|4|8|10|11|12|104|110|111|112)(?:;[^\\x00-\\x1f\\x7f-\\x9f]*)?\\x1b\\\\)*+");
    /** What makes xterm.js answer: DA, DSR, DECRQM, colour queries, focus. */
    private static final Pattern ASKS =
            Pattern.compile("\\x1b\\[[?>=]?[0-9;]*(?:[cnt]|\\$p)|\\x1b\\[\\?1004|\\x1bP|\\x1b](?:4;[0-9]+|1[0-2]);\\?");

    static Stream<Arguments> streams() throws IOException {
        Stream<Arguments> random = IntStream.range(0, 300).mapToObj(seed -> {
            RandomStreams streams = new RandomStreams(seed, seed % 3 == 0);
            return Arguments.of("random " + seed, seed % 2 == 0 ? streams.stream(60) : streams.garbage(60));
        });
        if (!Files.isDirectory(CORPUS)) {
            return random;
        }
        try (Stream<Path> files = Files.list(CORPUS)) {
            Stream<Arguments> recorded = files
                    .filter(file -> file.toString().endsWith(".bin"))
                    .sorted()
                    .map(NormaliserPropertyTest::recorded)
                    .toList()
                    .stream();
            return Stream.concat(random, recorded);
        }
    }

    private static Arguments recorded(Path file) {
        try {
            return Arguments.of(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new IllegalStateException("cannot read " + file, failure);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void anySplitGivesTheSame(String name, byte[] stream) {
        byte[] whole = normalised(stream);
        Random random = new Random(name.hashCode());
        TerminalState state = new TerminalState(20, 6);
        Normaliser normaliser = new Normaliser(Dialect.of(3, 3), state);
        ByteSink out = new ByteSink();

        for (int at = 0; at < stream.length; ) {
            int length = Math.min(stream.length - at, 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 4));
            normaliser.feed(stream, at, length, out);
            at += length;
        }

        assertThat(readable(out.toByteArray())).isEqualTo(readable(whole));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void everyCutIsWholeCharactersAndWholeSequencesThatAskNothing(String name, byte[] stream) {
        TerminalState state = new TerminalState(20, 6);
        Normaliser normaliser = new Normaliser(Dialect.of(3, 3), state);
        ByteSink out = new ByteSink();
        int step = Math.max(1, stream.length / 50);

        for (int at = 0; at < stream.length; at += step) {
            out.reset();
            normaliser.feed(stream, at, Math.min(step, stream.length - at), out);
            byte[] cut = out.toByteArray();
            assertThatCode(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cut)))
                    .doesNotThrowAnyException();
            String text = new String(cut, StandardCharsets.UTF_8);
            assertThat(text).matches(WHOLE);
            assertThat(ASKS.matcher(text).find()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void whatWasNormalisedComesOutUnchanged(String name, byte[] stream) {
        byte[] once = normalised(stream);

        assertThat(readable(normalised(once))).isEqualTo(readable(once));
    }

    private static String readable(byte[] stream) {
        return new String(stream, StandardCharsets.UTF_8).replace("\033", "\nESC ");
    }

    private static byte[] normalised(byte[] stream) {
        return new Fed(20, 6).feed(stream);
    }
}
