package io.tmuxbridge.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The alarm rings for what can be seen, and not for what tmux does not tell. */
class DifferenceTest {

    @Test
    void equalScreensHaveNone() {
        assertThat(Difference.between(shown("\u001b[1mab"), shown("\u001b[1mab"), false))
                .isEmpty();
    }

    @Test
    void theFirstOneIsNamedByPlaceAndKindAndNeverByItsText() {
        Difference found =
                Difference.between(shown("secret"), shown("s3cret"), false).orElseThrow();

        assertThat(found.cells()).isEqualTo(1);
        assertThat(found.first()).isEqualTo("character at row 0, column 1");
    }

    @Test
    void aBackgroundThatACaptureLeavesOutIsNoDifferenceUnlessTmuxTellsThose() {
        Replica viewer = shown("a\u001b[44m\u001b[K\u001b[m\u001b[H");
        Replica captured = shown("a\u001b[H");

        assertThat(Difference.between(viewer, captured, false)).isEmpty();
        assertThat(Difference.between(viewer, captured, true)).isPresent();
    }

    @Test
    void aBackgroundThatACaptureTellsAtTheEndOfARowIsMissedByAViewerThatLacksIt() {
        assertThat(Difference.between(shown("a\u001b[H"), shown("a\u001b[44m   \u001b[m\u001b[H"), false))
                .isPresent();
    }

    @Test
    void aWrapThatWaitsGoesToTheSamePlaceAsTheLastColumn() {
        assertThat(Difference.between(shown("0123456789"), shown("0123456789\u001b[1;10H"), false))
                .isEmpty();
    }

    @Test
    void cursorPenAndModesCount() {
        assertThat(Difference.between(shown("a"), shown("a\b"), false)).isPresent();
        assertThat(Difference.between(shown("a"), shown("a\u001b[31m"), false)).isPresent();
        assertThat(Difference.between(shown("a"), shown("a\u001b[?25l"), false)).isPresent();
        assertThat(Difference.between(shown("a"), shown("a\u001b[?1002h"), false))
                .isPresent();
    }

    private static Replica shown(String bytes) {
        Replica replica = new Replica(10, 3);
        replica.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8)));
        return replica;
    }
}
