package io.tmuxbridge.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InputPaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-5);
    private final InputPace pace = new InputPace("ada", 1000, now::get);

    @Test
    void tenSecondsWorthGoesAtOnceAndThenSoMuchASecond() {
        assertThat(pace.isRested()).isTrue();
        pace.spend(9_999);
        assertThat(pace.nanosToWait()).isZero();
        pace.spend(1_001);
        assertThat(pace.nanosToWait()).isBetween(SECOND, SECOND + SECOND / 500);
        now.addAndGet(pace.nanosToWait());
        assertThat(pace.nanosToWait()).isZero();
        assertThat(pace.isRested()).isFalse();
    }

    @Test
    void aRestIsWorthTenSecondsAtMost() {
        now.addAndGet(3600 * SECOND);
        assertThat(pace.nanosToWait()).isZero();
        pace.spend(10_000);
        assertThat(pace.nanosToWait()).isPositive();
        now.addAndGet(10 * SECOND);
        assertThat(pace.isRested()).isTrue();
    }

    /** The bug: who was silent while earlier input waited was forgotten, and had all of it once more. */
    @Test
    void whileInputWaitsThereIsNoRest() {
        InputDone done = pace.waits(taken -> {});
        now.addAndGet(3600 * SECOND);
        assertThat(pace.isRested()).isFalse();
        done.done(true);
        assertThat(pace.isRested()).isTrue();
    }

    @Test
    void whoIsFreeNeverWaits() {
        for (int i = 0; i < 1000; i++) {
            InputPace.FREE.spend(Integer.MAX_VALUE);
        }
        assertThat(InputPace.FREE.nanosToWait()).isZero();
    }
}
