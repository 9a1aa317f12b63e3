package io.tmuxbridge.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who may send a little, and when. */
class InputTurnsTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Deque<Runnable> ends = new ArrayDeque<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<Integer> came = new ArrayList<>();
    private final InputTurns turns = new InputTurns(this::later, now::get, BridgeMetrics.NONE);

    @Test
    void nobodyWaitsWhileFewCome() {
        for (int turn = 0; turn < 3; turn++) {
            for (int i = 0; i < InputTurns.COMMANDS; i++) {
                assertThat(turns.take(() -> came.add(0))).isTrue();
            }
            now.addAndGet(InputTurns.TURN_NANOS);
        }
        assertThat(came).isEmpty();
        assertThat(ends).isEmpty();
    }

    @Test
    void whoComesTooLateForATurnHasTheNextOneInOrder() {
        fill();
        now.addAndGet(InputTurns.TURN_NANOS / 4);
        int waiting = InputTurns.COMMANDS + 3;
        for (int i = 0; i < waiting; i++) {
            int number = i;
            assertThat(turns.take(() -> came.add(number))).isFalse();
        }
        assertThat(waits).as("what is left of the turn").containsExactly(InputTurns.TURN_NANOS * 3 / 4);
        now.addAndGet(InputTurns.TURN_NANOS);
        assertThat(turns.take(() -> came.add(waiting))).as("nobody passes").isFalse();
        ends.remove().run();
        assertThat(came).hasSize(InputTurns.COMMANDS).isSorted();
        assertThat(ends).hasSize(1);
        ends.remove().run();
        assertThat(came).hasSize(waiting + 1).isSorted();
        assertThat(ends).as("nobody waits any more").isEmpty();
    }

    @Test
    void whoHadATurnCountsInIt() {
        fill();
        turns.take(() -> came.add(1));
        ends.remove().run();
        for (int i = 1; i < InputTurns.COMMANDS; i++) {
            assertThat(turns.take(() -> {})).isTrue();
        }
        assertThat(turns.take(() -> {})).isFalse();
    }

    private void fill() {
        for (int i = 0; i < InputTurns.COMMANDS; i++) {
            turns.take(() -> {});
        }
    }

    private void later(long nanos, Runnable task) {
        waits.add(nanos);
        ends.add(task);
    }
}
