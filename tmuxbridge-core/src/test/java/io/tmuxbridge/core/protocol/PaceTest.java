package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstIsFreeAndThenRequestsWaitForTheirTime() {
        Pace pace = new Pace(10, 0);
        for (int i = 0; i < 100; i++) {
            assertThat(pace.take(0)).isZero();
        }
        assertThat(pace.take(0)).isEqualTo(SECOND / 10);
        assertThat(pace.take(0)).isEqualTo(2 * SECOND / 10);
        assertThat(pace.take(SECOND)).as("one second later ten more are due").isZero();
        assertThat(pace.isRested(SECOND)).isFalse();
        assertThat(pace.isRested(12 * SECOND)).isTrue();
    }

    @Test
    void aLaneRestsBeforeARequestAndKeepsTheOrder() {
        Deque<Runnable> work = new ArrayDeque<>();
        Deque<Runnable> later = new ArrayDeque<>();
        List<String> done = new ArrayList<>();
        Lane lane = new Lane(work::add, new Lane.Rest() {
            @Override
            public long nanos() {
                return 5;
            }

            @Override
            public void after(long nanos, Runnable task) {
                assertThat(nanos).isEqualTo(5);
                later.add(task);
            }
        });
        lane.run(() -> done.add("free"), 0, false);
        lane.run(() -> done.add("request"), 0, true);
        lane.run(() -> done.add("behind"), 0, false);
        runAll(work);
        assertThat(done).containsExactly("free");
        assertThat(lane.busy()).isTrue();
        runAll(later);
        runAll(work);
        assertThat(done).containsExactly("free", "request", "behind");
        assertThat(lane.busy()).isFalse();
    }

    @Test
    void aRestThatIsEndedEarlyIsOver() {
        Deque<Runnable> work = new ArrayDeque<>();
        Deque<Runnable> later = new ArrayDeque<>();
        List<String> done = new ArrayList<>();
        Lane lane = new Lane(work::add, new Lane.Rest() {
            @Override
            public long nanos() {
                return 5;
            }

            @Override
            public void after(long nanos, Runnable task) {
                later.add(task);
            }
        });
        lane.run(() -> done.add("request"), 0, true);
        runAll(work);
        lane.wake();
        runAll(work);
        assertThat(done).containsExactly("request");
        runAll(later);
        assertThat(work).isEmpty();
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }
}
