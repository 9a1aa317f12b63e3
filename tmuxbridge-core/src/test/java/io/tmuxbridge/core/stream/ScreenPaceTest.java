package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScreenPaceTest {

    private final ScreenPace pace = new ScreenPace();

    @Test
    void aFewPanesAreCapturedAsOftenAsIsWorthDrawing() {
        for (int i = 0; i < 3; i++) {
            pace.begins();
            assertThat(pace.interval()).isEqualTo(ScreenPace.LEAST_NANOS);
        }
    }

    @Test
    void manyShareAHundredCapturesASecond() {
        for (int i = 0; i < 200; i++) {
            pace.begins();
        }
        assertThat(200 * TimeUnit.SECONDS.toNanos(1) / pace.interval()).isEqualTo(100);
        for (int i = 0; i < 199; i++) {
            pace.ends();
        }
        assertThat(pace.interval()).isEqualTo(ScreenPace.LEAST_NANOS);
    }
}
