package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AfterwardsTest {

    private final Afterwards after = new Afterwards();
    private final List<String> ran = new ArrayList<>();

    @Test
    void whatWaitsRunsOnceInItsOrderAndWhatComesLaterAtOnce() {
        after.add(() -> ran.add("first"));
        after.add(() -> ran.add("second"));
        assertThat(ran).isEmpty();
        after.end();
        after.end();
        assertThat(ran).containsExactly("first", "second");
        after.add(() -> ran.add("late"));
        assertThat(ran).containsExactly("first", "second", "late");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromRunning() {
        after.add(() -> {
            throw new IllegalStateException("on purpose");
        });
        after.add(() -> ran.add("second"));
        after.end();
        assertThat(ran).containsExactly("second");
    }
}
