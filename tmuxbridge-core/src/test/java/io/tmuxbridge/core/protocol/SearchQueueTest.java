package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SearchQueueTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Matching matching = new Matching(new FairWork(workers::addLast, 2, () -> {}));
    private final List<String> done = new ArrayList<>();

    private CompletableFuture<Map<String, ?>> ask(SearchQueue queue, String who, String what) {
        return queue.ask(who, () -> {
                    done.add(what);
                    return Map.of("matches", what);
                })
                .toCompletableFuture();
    }

    private void runAll() {
        while (!workers.isEmpty()) {
            workers.removeFirst().run();
        }
    }

    @Test
    void whatWaitsWhenTheConnectionEndsFailsAtOnceAndIsNotDone() {
        SearchQueue gone = new SearchQueue(matching);
        SearchQueue stays = new SearchQueue(matching);
        CompletableFuture<?> dropped = ask(gone, "a", "dropped");
        CompletableFuture<Map<String, ?>> kept = ask(stays, "a", "kept");
        gone.close();
        assertThat(dropped).isCompletedExceptionally();
        assertThat(ask(gone, "a", "too late")).isCompletedExceptionally();
        runAll();
        assertThat(done).containsExactly("kept");
        assertThat(kept).isCompletedWithValue(Map.of("matches", "kept"));
    }

    @Test
    void whoComesAgainHasNoMoreWaitThanWhoStays() {
        for (int i = 0; i < Matching.MOST; i++) {
            SearchQueue queue = new SearchQueue(matching);
            ask(queue, "greedy", "g" + i);
            queue.close();
        }
        SearchQueue next = new SearchQueue(matching);
        assertThatThrownBy(() -> ask(next, "greedy", "more"))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("64 searches of greedy");
        CompletableFuture<?> modest = ask(next, "modest", "m");
        runAll();
        assertThat(modest).isCompleted();
        assertThat(ask(next, "greedy", "later")).isNotCompletedExceptionally();
    }

    @Test
    void ofAConnectionSoManyWaitUntilTheyAreAnswered() {
        SearchQueue queue = new SearchQueue(matching);
        CompletableFuture<?> first = ask(queue, "a", "first");
        List<CompletableFuture<?>> again = new ArrayList<>();
        first.whenComplete((result, failure) -> again.add(ask(queue, "a", "again")));
        for (int i = 1; i < SearchQueue.MOST; i++) {
            ask(queue, "a", "s" + i);
        }
        assertThatThrownBy(() -> ask(queue, "a", "more")).hasMessageContaining("16 searches of this connection");
        runAll();
        assertThat(again).as("asked when it was answered").hasSize(1);
        assertThat(done).hasSize(SearchQueue.MOST + 1);
    }

    @Test
    void aSearchThatFailsIsAnsweredSo() {
        SearchQueue queue = new SearchQueue(matching);
        CompletableFuture<?> failing = queue.ask("a", () -> {
                    throw new IllegalStateException("on purpose");
                })
                .toCompletableFuture();
        runAll();
        assertThat(failing).isCompletedExceptionally();
    }
}
