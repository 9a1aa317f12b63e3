package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.pipe.PipedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a flood goes on. */
class FloodCourseTest {

    private final List<Runnable> later = new ArrayList<>();
    private final FloodCourse course = new FloodCourse(8 << 20, (nanos, task) -> later.add(task));

    @BeforeEach
    void begins() {
        course.begins();
    }

    @Test
    void aPipeThatIsAlwaysFullIsBehind() {
        assertThat(IntStream.range(0, 100)
                        .filter(i -> course.isBehind(PipedOutput.ALL))
                        .count())
                .isBetween(60L, 90L);
    }

    @Test
    void aPipeThatIsFullNowAndThenIsNot() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(course.isBehind(i % 4 == 0 ? 20_000 : PipedOutput.ALL)).isFalse();
        }
    }

    /** Who held it back knows why it is full. */
    @Test
    void whatWasHeldBackIsNotBehindForThat() {
        for (int i = 0; i < 1000; i++) {
            assertThat(course.isBehind(PipedOutput.ALL)).isFalse();
            if (i % 20 == 0) {
                course.heldBack();
            }
        }
    }

    @Test
    void aFloodThatHasEbbedIsCalm() {
        assertThat(course.isCalm(10 << 20)).isFalse();
        assertThat(course.isCalm((10 << 20) + 1000)).isTrue();
        assertThat(course.isCalm(20 << 20)).isFalse();
    }

    /** However many ask, the end comes once, when it may. */
    @Test
    void whatIsHeldBackIsEndedLaterAndOnce() {
        AtomicInteger ends = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThat(course.putsOff(true, ends::incrementAndGet)).isTrue();
        }
        assertThat(later).hasSize(1);
        assertThat(ends).hasValue(0);
        later.remove(0).run();
        assertThat(ends).hasValue(1);
        assertThat(course.putsOff(true, ends::incrementAndGet)).isTrue();
        assertThat(later).hasSize(1);
    }
}
