package io.tmuxbridge.core.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.redact.Lens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLaneTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Marks marks = new Marks();
    private final Lens lens = new LogLens() {
        @Override
        public LogRead read(long position, int max) {
            throw new AssertionError("nobody reads");
        }
    };
    private final TaskLane lane = new TaskLane(workers::addLast, this::turn);

    private void turn() {
        lane.advance(lens, 0, marks);
    }

    private void runAll() {
        while (!workers.isEmpty()) {
            workers.removeFirst().run();
        }
    }

    private Task task(String name, Runnable reads) {
        return new Task() {
            @Override
            public boolean advance(Lens through, long end, Marks of) {
                reads.run();
                return false;
            }

            @Override
            public void ended(boolean gap) {
                told.add(name + " ended");
            }

            @Override
            public void fail(Throwable why) {
                told.add(name + " failed");
            }
        };
    }

    /** What waits keeps the text that it looks in: who leaves and comes again must not have that pile up. */
    @Test
    void whoWaitsIsToldOfTheEndWithoutATurnAndNotKept() {
        lane.add(task("early", () -> {}), () -> {});
        runAll();
        lane.add(task("late", () -> {}), this::turn);
        lane.end(new IllegalStateException("over"));
        assertThat(told).containsExactly("early failed");
        runAll();
        assertThat(told).containsExactly("early failed", "late failed");
        assertThat(lane.count()).isZero();
    }

    @Test
    void whoReadsWhenTheEndComesIsToldBehindIt() {
        lane.add(task("reading", () -> lane.end(new IllegalStateException("over"))), this::turn);
        runAll();
        assertThat(told).containsExactly("reading failed");
        assertThat(lane.count()).isZero();
    }

    @Test
    void manyRingsAreOneTurn() {
        List<String> turns = new ArrayList<>();
        TaskLane other = new TaskLane(workers::addLast, () -> turns.add("turn"));
        other.ring();
        other.ring();
        runAll();
        other.ring();
        runAll();
        assertThat(turns).hasSize(2);
    }
}
