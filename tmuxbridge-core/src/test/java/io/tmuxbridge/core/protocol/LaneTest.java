package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Deque<Runnable> others = new ArrayDeque<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private long nanos;

    private final Lane lane = new Lane(workers::addLast, new Lane.Rest() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void after(long wait, Runnable task) {
            timers.addLast(task);
        }
    });

    private boolean ask(String what) {
        return lane.run(() -> done.add(what), 1, true);
    }

    private void urgent(String what) {
        lane.urgent(others::addLast, () -> done.add(what));
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    @Test
    void whatIsUrgentIsTakenWhenTheLaneIsFullAndDoneBeforeAllThatWaits() {
        int taken = 0;
        while (ask("r" + taken)) {
            taken++;
        }
        urgent("u");
        runAll(others);
        assertThat(done).containsExactly("u");
        runAll(workers);
        assertThat(done).hasSize(1 + taken).startsWith("u", "r0", "r1").endsWith("r" + (taken - 1));
        assertThat(lane.busy()).isFalse();
    }

    @Test
    void whatIsUrgentIsDoneWhileTheLaneRestsAndDoesNotShortenTheRest() {
        nanos = 1;
        ask("rested");
        ask("next");
        runAll(workers);
        urgent("u");
        runAll(others);
        runAll(workers);
        assertThat(done).containsExactly("u");
        runAll(timers);
        runAll(workers);
        assertThat(done).containsExactly("u", "rested");
        runAll(timers);
        runAll(workers);
        assertThat(done).containsExactly("u", "rested", "next");
    }

    @Test
    void aRestThatEndsWhileSomethingUrgentIsDoneGoesOnBehindIt() {
        nanos = 1;
        ask("rested");
        runAll(workers);
        lane.urgent(others::addLast, () -> {
            runAll(timers);
            runAll(workers);
            done.add("u");
        });
        runAll(others);
        assertThat(done).containsExactly("u");
        runAll(workers);
        assertThat(done).containsExactly("u", "rested");
        assertThat(lane.busy()).isFalse();
    }

    @Test
    void whatBecomesUrgentDuringATaskIsDoneBeforeTheNextOne() {
        lane.run(
                () -> {
                    urgent("u");
                    done.add("first");
                },
                1,
                true);
        ask("second");
        runAll(workers);
        assertThat(others).isEmpty();
        assertThat(done).containsExactly("first", "u", "second");
    }

    /** The bug: the lane took itself for busy for ever. */
    @Test
    void whatThrowsDoesNotStopWhatIsBehindIt() {
        lane.run(
                () -> {
                    throw new StackOverflowError("on purpose");
                },
                1,
                true);
        ask("next");
        lane.urgent(others::addLast, () -> {
            throw new StackOverflowError("on purpose");
        });
        urgent("u");
        runAll(others);
        runAll(workers);
        assertThat(done).containsExactly("u", "next");
        assertThat(lane.busy()).isFalse();
    }

    @Test
    void neverAreTwoDoneAtOnceUnderRealThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            int tasks = 20_000;
            AtomicInteger atOnce = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch left = new CountDownLatch(2 * tasks);
            Lane real = new Lane(threads, new Lane.Rest() {
                private int count;

                @Override
                public long nanos() {
                    return ++count % 7 == 0 ? 1 : 0;
                }

                @Override
                public void after(long wait, Runnable task) {
                    threads.execute(task);
                }
            });
            Runnable task = () -> {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                atOnce.decrementAndGet();
                left.countDown();
            };
            for (int i = 0; i < tasks; i++) {
                real.urgent(threads, task);
                while (!real.run(task, 0, true)) {
                    Thread.onSpinWait();
                }
            }
            assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(1);
        } finally {
            threads.shutdown();
        }
    }
}
