package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Workers that are not the bridge's own. */
class BorrowedWorkTest {

    @Test
    void theEndWaitsForWhatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        BorrowedWork work = new BorrowedWork(task -> new Thread(task).start());
        work.execute(() -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            done.add("task");
        });
        begun.await();
        Thread closing = new Thread(() -> {
            work.close(20);
            done.add("closed");
        });
        closing.start();
        goOn.countDown();
        closing.join();
        assertThat(done).containsExactly("task", "closed");
    }

    @Test
    void afterTheEndTheCallerDoesItItself() {
        BorrowedWork work = new BorrowedWork(task -> {
            throw new AssertionError("it is not asked any more");
        });
        work.close(1);
        List<Thread> ran = new ArrayList<>();
        work.execute(() -> ran.add(Thread.currentThread()));
        assertThat(ran).containsExactly(Thread.currentThread());
    }

    @Test
    void whatIsRefusedTheCallerDoesAndTheEndDoesNotWaitForIt() {
        BorrowedWork work = new BorrowedWork(task -> {
            throw new RejectedExecutionException("full");
        });
        List<Thread> ran = new ArrayList<>();
        work.execute(() -> ran.add(Thread.currentThread()));
        work.close(20);
        assertThat(ran).containsExactly(Thread.currentThread());
    }
}
