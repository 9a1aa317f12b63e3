package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One feed at a time holds a pane. */
class PaneHoldsTest {

    private final PaneHolds holds = new PaneHolds();
    private final PaneHolds.Hold first = holds.of(new PaneAddress(1, "$1", "@1", 5, true));
    private final PaneHolds.Hold other = holds.of(new PaneAddress(1, "$2", "@1", 5, false));

    @Test
    void thePaneOfAnotherSessionIsTheSame() {
        assertThat(first.take()).isTrue();
        assertThat(first.take()).as("again").isTrue();
        assertThat(other.take()).isFalse();
        other.letGo();
        assertThat(first.isHeld()).as("what another lets go").isTrue();
        first.letGo();
        assertThat(other.take()).isTrue();
        assertThat(first.isHeld()).isFalse();
    }

    @Test
    void aPaneOfAnotherServerIsAnother() {
        assertThat(first.take()).isTrue();
        assertThat(holds.of(new PaneAddress(2, "$1", "@1", 5, true)).take()).isTrue();
    }

    /** Answers that were under way when it ended would have it take the pane for ever. */
    @Test
    void aFeedThatEndsTakesNothing() {
        first.takeNoMore();
        assertThat(first.take()).isFalse();
        assertThat(other.take()).isTrue();
    }

    /** It is told to tmux first that the pane goes. */
    @Test
    void aFeedThatEndsHoldsWhatItHeldUntilItLetsGo() {
        first.take();
        first.takeNoMore();
        assertThat(first.take()).isTrue();
        assertThat(other.take()).isFalse();
        first.letGo();
        assertThat(first.take()).isFalse();
    }
}
