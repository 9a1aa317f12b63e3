package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Workers of the bridge itself, at its end. */
class OwnWorkTest {

    private static final int MORE_THAN_WORKERS = 1000;

    private final CountDownLatch never = new CountDownLatch(1);

    /** The bug: it was thrown away, and whoever waited for its result did so for ever. */
    @Test
    void whatHasNotBegunWhenTheTimeIsOverIsDoneAllTheSame() {
        OwnWork work = new OwnWork(Thread::new);
        CompletableFuture<Thread> last = fill(work);
        work.close(0);
        assertThat(last).succeedsWithin(Duration.ofSeconds(30)).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void soItIsWhenWhoeverClosesIsInterrupted() {
        OwnWork work = new OwnWork(Thread::new);
        CompletableFuture<Thread> last = fill(work);
        Thread.currentThread().interrupt();
        work.close(60);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(last).succeedsWithin(Duration.ofSeconds(30)).isNotEqualTo(Thread.currentThread());
    }

    /** Tasks that wait until they are interrupted, and one behind them. */
    private CompletableFuture<Thread> fill(OwnWork work) {
        for (int i = 0; i < MORE_THAN_WORKERS; i++) {
            work.execute(this::waitForEver);
        }
        CompletableFuture<Thread> last = new CompletableFuture<>();
        work.execute(() -> last.complete(Thread.currentThread()));
        return last;
    }

    private void waitForEver() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
