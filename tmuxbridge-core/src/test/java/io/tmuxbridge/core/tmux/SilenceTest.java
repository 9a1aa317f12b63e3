package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of a server that does not answer one asks for all. */
class SilenceTest {

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Silence silence = new Silence(Thread::new, () -> {
        asked.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "interrupted", e);
        }
    });

    @AfterEach
    void end() {
        answer.countDown();
    }

    @Test
    void oneThatAnswersIsNotAsked() {
        assertThat(silence.lasts()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void itLastsUntilAnAnswerComesAndOneAsksMeanwhile() {
        silence.begins();
        assertThat(silence.lasts()).isTrue();
        assertThat(silence.lasts()).isTrue();
        assertThat(asked).hasValue(1);
        answer.countDown();
        await().until(() -> !silence.lasts());
        assertThat(asked).hasValue(1);
    }

    /** It was silent for ever then, as somebody seemed to ask. */
    @Test
    void whenThereIsNoThreadToAskItIsAskedTheNextTime() {
        AtomicInteger threads = new AtomicInteger();
        Silence starved = new Silence(
                task -> {
                    if (threads.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(task);
                },
                () -> {});
        starved.begins();
        assertThatThrownBy(starved::lasts).isInstanceOf(OutOfMemoryError.class);
        await().until(() -> !starved.lasts());
    }

    @Test
    void whatAnswersAtOnceIsNotSilent() {
        answer.countDown();
        silence.begins();
        await().until(() -> !silence.lasts());
    }
}
