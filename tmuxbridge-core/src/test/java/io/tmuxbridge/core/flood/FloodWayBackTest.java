package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;

class FloodWayBackTest {

    private final FloodWayBack wayBack = new FloodWayBack();

    /** One that goes on after all needs what came before, to tell repetitions apart. */
    @Test
    void whatIsKnownOfThePipeOutlivesAWayBack() {
        wayBack.piped(new byte[100], 0, 100);
        wayBack.begins(mock(FloodReturn.class));
        wayBack.over();
        assertThat(wayBack.overlap().piped()).isEqualTo(100);
    }

    /** The bug: megabytes were kept of each pane that had ever flooded, until the next flood. */
    @Test
    void nothingIsKeptOfAFloodThatIsOver() {
        wayBack.piped(new byte[100], 0, 100);
        wayBack.floodEnds();
        assertThat(wayBack.overlap().piped()).isZero();
    }
}
