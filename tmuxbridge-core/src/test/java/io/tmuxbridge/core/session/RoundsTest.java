package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

    private final List<Integer> all = new ArrayList<>();
    private final List<Integer> seen = new ArrayList<>();
    private Runnable later = () -> {};
    private long now;
    private int ends;
    private final Rounds<Integer> rounds = new Rounds<>(() -> all, this::look, () -> ends++, (nanos, task) -> {
        now += nanos;
        later = task;
    });

    private void look(int each) {
        seen.add(each);
        if (each < 0) {
            throw new IllegalStateException("on purpose");
        }
    }

    private void step() {
        later.run();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 24, 25, 26, 49, 51, 100, 999, 1000, 1001})
    void eachIsSeenOnceInEveryHalfSecondAndFewAtOnce(int count) {
        IntStream.range(0, count).forEach(all::add);
        rounds.start();
        for (int round = 1; round <= 3; round++) {
            long begin = now;
            seen.clear();
            while (ends < round) {
                int before = seen.size();
                step();
                assertThat(seen.size() - before).isLessThanOrEqualTo(count / Rounds.STEPS + 1);
            }
            assertThat(seen).isEqualTo(all);
            assertThat(now - begin).isBetween(Rounds.PERIOD_NANOS * 99 / 100, Rounds.PERIOD_NANOS);
        }
    }

    @Test
    void whoComesDuringARoundIsInTheNextOne() {
        all.addAll(List.of(1, 2));
        rounds.start();
        step();
        all.add(3);
        step();
        assertThat(seen).containsExactly(1, 2);
        assertThat(ends).isEqualTo(1);
        seen.clear();
        step();
        step();
        step();
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void aLookThatFailsKeepsNobodyFromBeingSeen() {
        all.addAll(List.of(-1, 2));
        rounds.start();
        step();
        step();
        assertThat(seen).containsExactly(-1, 2);
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void onceStoppedItLooksAtNothingAndIsNotDoneLater() {
        all.add(1);
        rounds.start();
        rounds.stop();
        Runnable last = later;
        step();
        assertThat(seen).isEmpty();
        assertThat(later).isSameAs(last);
    }
}
