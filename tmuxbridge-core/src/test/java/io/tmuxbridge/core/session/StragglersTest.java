package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each viewer is waited for as long as the others, whatever became of those. */
class StragglersTest {

    private long now;
    private final Stragglers stragglers = new Stragglers(Duration.ofNanos(20), () -> now);
    private final Attachment stuck = mock(Attachment.class);
    private final Attachment slow = mock(Attachment.class);

    private boolean waitsAt(long time, Attachment... behind) {
        now = time;
        return stragglers.isWorthWaiting(List.of(behind));
    }

    @Test
    void whoFallsBehindLaterIsWaitedForFromThenOn() {
        assertThat(waitsAt(0)).isFalse();
        assertThat(waitsAt(1, stuck)).isTrue();
        assertThat(waitsAt(20, stuck)).isTrue();
        assertThat(waitsAt(21, stuck)).as("given up").isFalse();
        assertThat(waitsAt(22, stuck, slow)).isTrue();
        assertThat(waitsAt(41, stuck, slow)).isTrue();
        assertThat(waitsAt(42, stuck, slow)).isFalse();
    }

    @Test
    void whoHasCaughtUpIsWaitedForAnew() {
        assertThat(waitsAt(0, slow, stuck)).isTrue();
        assertThat(waitsAt(19, stuck)).isTrue();
        assertThat(waitsAt(20, slow, stuck)).isTrue();
        assertThat(waitsAt(39, slow, stuck)).isTrue();
        assertThat(waitsAt(40, slow, stuck)).isFalse();
    }
}
