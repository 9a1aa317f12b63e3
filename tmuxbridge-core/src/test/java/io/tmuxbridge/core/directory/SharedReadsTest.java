package io.tmuxbridge.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

    private final SharedReads reads = new SharedReads();
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whoAsksWhileALookIsUnderWaySharesTheNextOne() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<List<String>> first = ask(() -> {
            begun.countDown();
            goOn.await();
            return look();
        });
        begun.await();
        List<Thread> askers = new ArrayList<>();
        List<CompletableFuture<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CompletableFuture<List<String>> answer = new CompletableFuture<>();
            answers.add(answer);
            Thread asker = new Thread(() -> answer.complete(reads.read("list", this::look)));
            asker.start();
            askers.add(asker);
        }
        await().until(() -> askers.stream().allMatch(asker -> asker.getState() == Thread.State.WAITING));
        goOn.countDown();
        assertThat(first.get()).containsExactly("1");
        for (CompletableFuture<List<String>> answer : answers) {
            assertThat(answer.get()).as("a look that began after the question").containsExactly("2");
        }
        assertThat(looks).hasValue(2);
    }

    @Test
    void oneAfterTheOtherEachHasALookOfItsOwn() {
        assertThat(reads.read("list", this::look)).containsExactly("1");
        assertThat(reads.read("list", this::look)).containsExactly("2");
        assertThat(reads.read("other", this::look)).containsExactly("3");
    }

    @Test
    void aLookThatFailsIsToldAndForgotten() {
        assertThatThrownBy(() -> reads.read("list", () -> {
                    throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "on purpose");
                }))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessage("on purpose");
        assertThat(reads.read("list", this::look)).containsExactly("1");
    }

    private List<String> look() {
        return List.of(String.valueOf(looks.incrementAndGet()));
    }

    private interface Look {
        List<String> take() throws InterruptedException;
    }

    private CompletableFuture<List<String>> ask(Look look) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        new Thread(() -> answer.complete(reads.read("list", () -> {
                    try {
                        return look.take();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })))
                .start();
        return answer;
    }
}
