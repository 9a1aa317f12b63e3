package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is looked at, when, and how many at once. */
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
    @ValueSource(ints = {0, 1, 2, 3, 24, 25, 26, 49, 51, 100})
    void eachIsSeenOnceInEveryHalfSecondAndFewAtOnce(int count) {
        IntStream.range(0, count).forEach(all::add);
        rounds.start();
        for (int round = 1; round <= 3; round++) {
            long begin = now;
            seen.clear();
            while (ends < round) {
                stepOfFew();
            }
            assertThat(seen).isEqualTo(all);
            assertThat(now - begin).isBetween(Rounds.PERIOD_NANOS, Rounds.PERIOD_NANOS + Rounds.STEPS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 250, 999, 1000, 1001, 5000})
    void ofManyEachIsSeenLessOftenAndTheRestIsDoneTwiceASecondNevertheless(int count) {
        IntStream.range(0, count).forEach(all::add);
        rounds.start();
        for (int round = 1; round <= 3; round++) {
            long begin = now;
            int endsBefore = ends;
            seen.clear();
            while (seen.size() < count) {
                stepOfFew();
            }
            long took = now - begin;
            assertThat(seen).isEqualTo(all);
            assertThat(took).isBetween(count * Rounds.EACH_NANOS, count * Rounds.EACH_NANOS + Rounds.STEPS);
            long step = took / Rounds.STEPS;
            assertThat(ends - endsBefore)
                    .isBetween((int) (took / (Rounds.PERIOD_NANOS + step)), (int) (took / Rounds.PERIOD_NANOS) + 1);
        }
    }

    private void stepOfFew() {
        int before = seen.size();
        step();
        assertThat(seen.size() - before).isLessThanOrEqualTo(all.size() / Rounds.STEPS + 1);
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
