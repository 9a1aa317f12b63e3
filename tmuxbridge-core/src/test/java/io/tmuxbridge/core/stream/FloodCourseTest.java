package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.pipe.PipedOutput;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a flood goes on. */
class FloodCourseTest {

    private final FloodCourse course = new FloodCourse(8 << 20);

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
}
