package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FewAtOnceTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final FewAtOnce few = new FewAtOnce(workers::addLast, 2);
    private final List<Integer> done = new ArrayList<>();

    @Test
    void onlySoManyAreGivenToTheWorkersAndTheOthersFollowInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            int number = i;
            few.execute(() -> done.add(number));
        }
        for (int left = 5; left > 0; left--) {
            assertThat(workers).hasSize(Math.min(left, 2));
            workers.removeFirst().run();
        }
        assertThat(workers).isEmpty();
        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        few.execute(() -> done.add(5));
        assertThat(workers).as("there is room again").hasSize(1);
    }

    @Test
    void aTaskThatThrowsLeavesItsPlace() {
        for (int i = 0; i < 3; i++) {
            few.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
        }
        for (int i = 0; i < 3; i++) {
            workers.removeFirst().run();
        }
        few.execute(() -> done.add(1));
        workers.removeFirst().run();
        assertThat(done).containsExactly(1);
    }

    /** The bug: each was done within the one before it, until the stack was full. */
    @Test
    void whatWaitsIsDoneOneAfterTheOtherWhenTheWorkersHaveEnded() {
        AtomicBoolean ended = new AtomicBoolean();
        FewAtOnce one = new FewAtOnce(
                task -> {
                    if (ended.get()) {
                        task.run();
                    } else {
                        workers.addLast(task);
                    }
                },
                1);
        for (int i = 0; i < 100_000; i++) {
            int number = i;
            one.execute(() -> done.add(number));
        }
        ended.set(true);
        workers.removeFirst().run();
        assertThat(done).hasSize(100_000).isSorted();
    }
}
