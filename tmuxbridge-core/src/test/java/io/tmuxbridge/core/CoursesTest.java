package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoursesTest {

    private final List<Long> seeds = new ArrayList<>();

    @Test
    void aVoidCourseIsRunAgainWithTheNextSeed() throws Exception {
        Courses.complete(2, 7, seed -> {
            seeds.add(seed);
            return seed != 7;
        });
        assertThat(seeds).containsExactly(7L, 8L, 9L);
    }

    @Test
    void noneThatCompletesIsAFailure() {
        assertThatThrownBy(() -> Courses.complete(1, 7, seed -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 were complete");
    }

    @Test
    void ofManyNoMoreThanOneInTwentyIsVoid() throws Exception {
        Courses.complete(100, 0, seed -> seed >= 5);
        assertThatThrownBy(() -> Courses.complete(100, 0, seed -> seed >= 6)).isInstanceOf(AssertionError.class);
    }
}
