package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BellTest {

    private final List<String> viewers = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<Long> waits = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000; // nanoTime may pass that
    private Runnable onWake = () -> {};
    private final Bell<String> bell = new Bell<>(
            viewers,
            each -> {
                woken.add(each);
                onWake.run();
            },
            work::add,
            (nanos, task) -> {
                waits.add(nanos);
                later.add(task);
            },
            () -> now);

    private void viewers(int count) {
        for (int i = 0; i < count; i++) {
            viewers.add("viewer" + i);
        }
    }

    private void ringAndWake() {
        bell.ring();
        work.remove().run();
    }

    @Test
    void aFewAreWokenAtOnceEachTime() {
        viewers(4);
        bell.ring();
        bell.ring();
        assertThat(woken).hasSize(8);
        assertThat(work).isEmpty();
    }

    @Test
    void manyAreWokenByTheExecutorOnceForAllThatIsPrintedUntilThen() {
        viewers(5);
        bell.ring();
        bell.ring();
        assertThat(woken).isEmpty();
        assertThat(work).hasSize(1);
        work.remove().run();
        assertThat(woken).containsExactlyElementsOf(viewers);
    }

    @Test
    void whatFollowsSoonGoesOutJoinedAfterAWhile() {
        viewers(100);
        ringAndWake();
        now += 1_000_000;
        bell.ring();
        bell.ring();
        assertThat(work).isEmpty();
        assertThat(waits).containsExactly(5_000_000L);
        later.remove().run();
        work.remove().run();
        assertThat(woken).hasSize(200);
    }

    @Test
    void afterARestThereIsNoWait() {
        viewers(100);
        ringAndWake();
        now += 6_000_000;
        bell.ring();
        assertThat(waits).isEmpty();
        assertThat(work).hasSize(1);
    }

    @Test
    void nobodyWaitsLongHoweverManyThereAre() {
        viewers(5_000);
        ringAndWake();
        bell.ring();
        assertThat(waits).containsExactly(8_000_000L);
    }

    @Test
    void whatIsPrintedWhileTheyAreWokenRingsAgain() {
        viewers(5);
        onWake = () -> {
            if (woken.size() == 5) {
                bell.ring();
            }
        };
        ringAndWake();
        later.remove().run();
        work.remove().run();
        assertThat(woken).hasSize(10);
    }
}
