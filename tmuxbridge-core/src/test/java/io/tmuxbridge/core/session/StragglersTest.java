package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each viewer is waited for as long as the others, whatever became of those. */
class StragglersTest {

    private long now;
    private final Stragglers stragglers = new Stragglers(Duration.ofNanos(20), () -> now);
    private final Attachment stuck = mock(Attachment.class);
    private final Attachment slow = mock(Attachment.class);

    private final Map<Attachment, Long> places = new HashMap<>();

    private boolean waitsAt(long time, Attachment... behind) {
        now = time;
        List.of(behind).forEach(each -> places.merge(each, 1L, Long::sum));
        return stragglers.isWorthWaiting(List.of(behind), places);
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

    /** The bug: who vanished together held the pane one after the other, longer than tmux keeps its output. */
    @Test
    void whoStoodStillMeanwhileWasWaitedForAsWell() {
        Map<Attachment, Long> both = Map.of(stuck, 5L, slow, 7L);
        assertThat(stragglers.isWorthWaiting(List.of(stuck), both)).isTrue();
        now = 20;
        assertThat(stragglers.isWorthWaiting(List.of(stuck), both))
                .as("given up")
                .isFalse();
        assertThat(stragglers.isWorthWaiting(List.of(stuck, slow), both)).isFalse();
    }

    @Test
    void whoHasReadMeanwhileIsWaitedFor() {
        assertThat(stragglers.isWorthWaiting(List.of(stuck), Map.of(stuck, 5L, slow, 7L)))
                .isTrue();
        now = 20;
        assertThat(stragglers.isWorthWaiting(List.of(stuck, slow), Map.of(stuck, 5L, slow, 8L)))
                .isTrue();
        now = 40;
        assertThat(stragglers.isWorthWaiting(List.of(stuck, slow), Map.of(stuck, 5L, slow, 8L)))
                .isFalse();
    }
}
