package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one log of a pane has behind the end of another. */
class SharedEndTest {

    private static final String TEXT =
            IntStream.range(0, 400).mapToObj(i -> "line " + i + "\r\n").collect(Collectors.joining());

    private final OutputLog log = new OutputLog(1 << 20);
    private final OutputLog whole = new OutputLog(1 << 20);

    @Test
    void itIsWhatFollowsThePlace() {
        add(whole, TEXT + "the end");
        add(log, TEXT.substring(300, 600));
        assertThat(missing()).isEqualTo(TEXT.substring(600) + "the end");
    }

    @Test
    void nothingIsMissingWhereBothHaveTheSame() {
        add(whole, TEXT);
        add(log, TEXT);
        assertThat(missing()).isEmpty();
    }

    @Test
    void theOneThatHasAllMayHaveBegunLater() {
        add(whole, TEXT.substring(300) + "the end");
        add(log, TEXT);
        assertThat(missing()).isEqualTo("the end");
    }

    /** The first bytes of the one that has all look like the last ones of the other. */
    @Test
    void aLineThatWasCutIsNotTakenForAnother() {
        String zeros = "0".repeat(90);
        add(whole, zeros + "1\r\n" + zeros + "2\r\n" + zeros + "3\r\n");
        add(log, zeros + "1\r\n" + zeros);
        assertThat(missing()).isEqualTo("2\r\n" + zeros + "3\r\n");
    }

    @Test
    void textThatRepeatsItselfHasNoPlace() {
        add(whole, "y\r\n".repeat(1000));
        add(log, "y\r\n".repeat(500));
        assertThat(missing()).isEmpty();
    }

    @Test
    void aFewBytesHaveNoPlace() {
        add(whole, TEXT);
        add(log, "line 71\r\n");
        assertThat(missing()).isEmpty();
    }

    @Test
    void onlyWhatIsBehindTheLastBarrierIsCompared() {
        add(whole, TEXT.substring(0, 200));
        barrier(whole);
        add(whole, TEXT.substring(200) + "the end");
        add(log, TEXT.substring(0, 400));
        barrier(log);
        add(log, TEXT.substring(400, 700));
        assertThat(missing()).isEqualTo(TEXT.substring(700) + "the end");
    }

    /** The last screen. */
    @Test
    void aBarrierAtTheEndHidesNothing() {
        add(whole, TEXT);
        barrier(whole);
        add(log, TEXT.substring(0, 400));
        assertThat(missing()).isEqualTo(TEXT.substring(400));
    }

    private String missing() {
        return new String(SharedEnd.missing(log, whole), StandardCharsets.US_ASCII);
    }

    private static void add(OutputLog to, String text) {
        to.append(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private static void barrier(OutputLog in) {
        in.barrier(new Snapshot(in.head(), TerminalSize.DEFAULT, 0, false, ByteBuffer.allocate(0)), false);
    }
}
