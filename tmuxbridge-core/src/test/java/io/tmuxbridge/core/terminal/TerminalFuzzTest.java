package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenHash;
import io.tmuxbridge.testkit.Fuzz;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What programs print, and what tmux says of it, may be anything. */
class TerminalFuzzTest {

    private static final String CAPTURE =
            "\u001b[1;31ma世e\u0301\u001b[0m\u000e\u0071\u000f \u001b]8;id=7;http://x/\u001b\\in\u001b]8;;\u001b\\"
                    + "\n\u001b[38;2;1;2;3m🙂\u001b[5:3m\n\t\n";

    @Test
    void anyOutputIsNormalisedFollowedAndShown() {
        Fuzz.run("output, tracker and replica", random -> {
            TerminalState state = new TerminalState(20, 6);
            Normaliser normaliser = new Normaliser(Dialect.of(3, random.nextInt(8)), state);
            RandomStreams streams = new RandomStreams(random.nextLong(), random.nextBoolean());
            byte[] bytes = random.nextInt(4) == 0 ? noise(random) : Fuzz.changed(streams.garbage(12), random);
            ByteSink out = new ByteSink();
            int cut = random.nextInt(bytes.length + 1);
            normaliser.feed(bytes, 0, cut, out);
            normaliser.feed(bytes, cut, bytes.length - cut, out);
            Replica replica = new Replica(20, 6);
            replica.write(ByteBuffer.wrap(out.toByteArray()));
            assertThat(ScreenHash.of(replica)).isNotEmpty();
        });
    }

    @Test
    void wholeCharactersAreShownByAReplicaOfAnySize() {
        Fuzz.run("replica", random -> {
            Replica replica = new Replica(1 + random.nextInt(30), 1 + random.nextInt(8));
            replica.write(ByteBuffer.wrap(new RandomStreams(random.nextLong(), false).stream(10)));
            assertThat(ScreenHash.of(replica)).isNotEmpty();
        });
    }

    @Test
    void operatingSystemCommandsAreKeptOrDropped() {
        byte[] sample =
                "\u001b]8;id=1;http://x/y\u0007\u001b]4;1;rgb:ff/00/00\u001b\\\u001b]52;c;aGk=\u0007\u001b]2;title\u0007\u001b]10;?\u0007"
                        .getBytes(StandardCharsets.UTF_8);
        Fuzz.run("operating system commands", random -> {
            byte[] out = new Fed(20, 6).feed(Fuzz.changed(sample, random));
            assertThat(new String(out, StandardCharsets.ISO_8859_1)).doesNotContain("\u001b]52", "\u001b]10;?");
        });
    }

    @Test
    void anyCaptureIsReadAndWrittenAsASnapshot() {
        byte[] sample = CAPTURE.getBytes(StandardCharsets.UTF_8);
        Fuzz.run("captures", random -> {
            byte[] capture = Fuzz.changed(sample, random);
            assertThat(CaptureReader.read(capture, TabStops.of(10, "8"))).isNotNull();
            List<byte[]> bodies = List.of(
                    Fuzz.changed(Captures.bytes(Captures.FRESH + "\n"), random),
                    capture,
                    capture,
                    capture,
                    capture,
                    capture);
            try {
                SnapshotWriter.write(Capture.parse(bodies, random.nextInt(3)), Tracked.INITIAL);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining(" ");
            }
        });
    }

    @Test
    void capturedLinesStandAloneWhateverIsInThem() {
        byte[] sample = CAPTURE.getBytes(StandardCharsets.UTF_8);
        Fuzz.run("captured lines", random -> {
            List<String> lines =
                    Arrays.asList(new String(Fuzz.changed(sample, random), StandardCharsets.UTF_8).split("\n", -1));
            assertThat(CapturedLines.standalone(lines, OutputPolicy.DEFAULT, TabStops.of(10, "8")))
                    .hasSize(lines.size());
        });
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
