package io.tmuxbridge.examples.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fault tests rely on: whoever counts what is missing sees all that can be. */
class NumberedLinesTest {

    private final NumberedLines lines = new NumberedLines();

    @BeforeEach
    void begins() {
        lines.snapshot(bytes(""), 80, 24);
        prints("L1", "L2", "L3");
    }

    @Test
    void linesOneBehindTheOtherAreAllThere() {
        prints("L4");
        is(4, 0, 0);
    }

    @Test
    void aLineMayComeInPieces() {
        lines.bytes(bytes("L4\r\nL"));
        lines.bytes(bytes("5\r"));
        is(4, 0, 0);
        lines.bytes(bytes("\n"));
        is(5, 0, 0);
    }

    @Test
    void aLineThatIsSkippedIsLost() {
        prints("L6");
        is(6, 2, 0);
    }

    @Test
    void aLineThatComesAgainIsRepeated() {
        prints("L3", "L4", "L3");
        is(4, 0, 2);
    }

    @Test
    void aSnapshotMayShowAgainWhatWasThere() {
        shows("L2", "L3", "L4");
        is(4, 0, 0);
    }

    @Test
    void aSnapshotHasToShowWhatCameMeanwhile() {
        shows("L6", "L7");
        is(7, 2, 0);
    }

    @Test
    void aLineThatIsMissingWithinASnapshotIsLost() {
        shows("L3", "L4", "L6");
        is(6, 1, 0);
    }

    @Test
    void aLineThatASnapshotShowsTwiceIsRepeated() {
        shows("L3", "L4", "L4", "L5");
        is(5, 0, 1);
    }

    /** The bug: lost lines and repeated ones outweighed each other. */
    @Test
    void disorderWithinASnapshotIsSeen() {
        shows("L3", "L6", "L4", "L5", "L7");
        is(7, 2, 2);
    }

    @Test
    void aSnapshotThatEndsBeforeWhatWasSeenIsStrange() {
        lines.snapshot(bytes("L1\r\nL2\r\n"), 80, 24);
        assertThat(lines.strange()).containsExactly("a snapshot ends at line 2, seen was 3");
    }

    @Test
    void theRestOfALineComesBehindTheSnapshot() {
        lines.snapshot(bytes("\u001b[HL3\r\n\u001b[1mL4\u001b[m\r\nL"), 80, 24);
        lines.bytes(bytes("5\r\nEND 5\r\n"));
        is(5, 0, 0);
        assertThat(lines.end()).isEqualTo(5);
    }

    private void prints(String... texts) {
        lines.bytes(bytes(String.join("\r\n", texts) + "\r\n"));
    }

    private void shows(String... texts) {
        lines.snapshot(bytes(String.join("\r\n", texts) + "\r\n"), 80, 24);
    }

    private void is(long last, long lost, long repeated) {
        assertThat(lines.last()).as("last").isEqualTo(last);
        assertThat(lines.lost()).as("lost").isEqualTo(lost);
        assertThat(lines.repeated()).as("repeated").isEqualTo(repeated);
        assertThat(lines.strange()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
