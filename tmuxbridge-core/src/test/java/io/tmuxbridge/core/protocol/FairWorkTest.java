package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairWorkTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final FairWork fair = new FairWork(workers::addLast, 2, () -> {});
    private final List<String> done = new ArrayList<>();

    private void ask(String who, String what) {
        fair.execute(who, () -> done.add(what));
    }

    private void runAll() {
        while (!workers.isEmpty()) {
            workers.removeFirst().run();
        }
    }

    @Test
    void whoAsksForVeryMuchWaitsForItselfAndNotTheOthersForIt() {
        for (int i = 0; i < 1000; i++) {
            ask("greedy", "g" + i);
        }
        ask("modest", "m");
        assertThat(workers).as("two of the one, one of the other").hasSize(3);
        runAll();
        assertThat(done.indexOf("m")).isEqualTo(2 * FairWork.TURN);
        assertThat(done).hasSize(1001);
        assertThat(fair.callers()).isZero();
    }

    @Test
    void whoseTasksTakeLongHasOneAtATimeDone() {
        for (int i = 0; i < 10; i++) {
            fair.execute("slow", () -> {
                long begun = System.nanoTime();
                await().until(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(51));
                done.add("s");
            });
        }
        ask("modest", "m");
        runAll();
        assertThat(done.indexOf("m")).as("behind the first two").isEqualTo(2);
        assertThat(done).hasSize(11);
    }

    @Test
    void aTaskThatThrowsDoesNotStopTheNext() {
        for (int i = 0; i < 3; i++) {
            fair.execute("a", () -> {
                throw new IllegalStateException("on purpose");
            });
        }
        ask("a", "last");
        runAll();
        assertThat(done).containsExactly("last");
        assertThat(fair.callers()).isZero();
    }

    /** The bug: the caller's share was one smaller for ever, and nothing of its was done any more after a few. */
    @Test
    void anErrorDoesNotTakeACallersShare() {
        for (int i = 0; i < 3; i++) {
            fair.execute("a", () -> {
                throw new StackOverflowError("on purpose");
            });
        }
        ask("a", "last");
        runAll();
        assertThat(done).containsExactly("last");
        assertThat(fair.callers()).isZero();
    }

    @Test
    void neverMoreThanTheShareRunsAtOnceUnderRealThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        FairWork real = new FairWork(threads, 2, () -> {});
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int tasks = 2000;
        CountDownLatch all = new CountDownLatch(tasks);
        Random random = new Random(3);
        try {
            for (int i = 0; i < tasks; i++) {
                boolean greedy = random.nextInt(10) > 0;
                real.execute(greedy ? "greedy" : "modest" + i, () -> {
                    if (greedy) {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.yield();
                        running.decrementAndGet();
                    }
                    all.countDown();
                });
            }
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(real.callers()).isZero();
    }
}
