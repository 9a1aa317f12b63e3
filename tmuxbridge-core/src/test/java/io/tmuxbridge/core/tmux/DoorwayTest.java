package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that come and go one at a time. */
class DoorwayTest {

    private static final long SMALL_STACK = 256 * 1024;

    private final Doorway doorway = new Doorway();
    private final List<String> order = new CopyOnWriteArrayList<>();

    /** The bug: after 200 ms it was not waited for any more, and the soak met a server that died. */
    @Test
    void aClientThatIsSlowToGoIsWaitedFor() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        doorway.depart(() -> order.add("first leaves"), gone);
        doorway.enter(() -> order.add("second comes"));
        await().during(Duration.ofMillis(400))
                .atMost(Duration.ofSeconds(2))
                .until(() -> order.equals(List.of("first leaves")));
        gone.complete(null);
        assertThat(order).containsExactly("first leaves", "second comes");
    }

    @Test
    void behindOneThatNeverGoesTheOthersAreNotWaitedForAsLong() {
        Doorway doorway = new Doorway(Duration.ofMillis(300), Duration.ofMillis(10));
        CompletableFuture<Void> never = new CompletableFuture<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "client " + i;
            expected.add(name);
            doorway.depart(() -> order.add(name), never);
        }
        doorway.enter(() -> order.add("at last"));
        expected.add("at last");
        await().atMost(Duration.ofSeconds(30)).until(() -> order.equals(expected));
    }

    @Test
    void whoPassesHoldsUpOthersUntilItIsDone() {
        assertThat(doorway.<String>pass(() -> {
                    doorway.enter(() -> order.add("later"));
                    order.add("inside");
                    return "answer";
                }))
                .isEqualTo("answer");
        assertThat(order).containsExactly("inside", "later");
        doorway.left();
    }

    /** The bug: each departure ran the next one on top of its own stack; it overflowed, and the door stayed shut. */
    @Test
    void manyThatHaveGoneAlreadyLeaveOneAfterTheOtherWhateverTheStack() throws InterruptedException {
        CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);
        doorway.enter(() -> order.add("held"));
        AtomicInteger left = new AtomicInteger();
        Thread last = new Thread(
                null,
                () -> {
                    for (int i = 0; i < 5_000; i++) {
                        doorway.depart(left::incrementAndGet, gone);
                    }
                    doorway.left();
                },
                "the last to leave",
                SMALL_STACK);
        last.start();
        last.join();
        assertThat(left).hasValue(5_000);
        assertThat(doorway.pass(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthers() {
        CompletableFuture<Void> gone = CompletableFuture.completedFuture(null);
        doorway.enter(() -> order.add("held"));
        doorway.depart(
                () -> {
                    throw new IllegalStateException("cannot go");
                },
                gone);
        doorway.enter(() -> order.add("next"));
        doorway.left();
        assertThat(order).containsExactly("held", "next");
    }
}
