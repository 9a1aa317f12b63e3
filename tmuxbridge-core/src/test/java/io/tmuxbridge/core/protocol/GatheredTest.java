package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GatheredTest {

    private final Deque<Runnable> later = new ArrayDeque<>();
    private final AtomicInteger done = new AtomicInteger();
    private Runnable meanwhile = () -> {};
    private final Gathered gathered = new Gathered(later::addLast, () -> {
        meanwhile.run();
        done.incrementAndGet();
    });

    /** The bug: while one look at the sessions took long, each change kept one more worker waiting for its end. */
    @Test
    void whatIsAskedForWhileItIsDoneIsDoneOnceMoreBehindIt() {
        gathered.ask();
        gathered.ask();
        assertThat(later).hasSize(1);
        meanwhile = () -> {
            gathered.ask();
            gathered.ask();
            assertThat(later).as("nobody waits for the end of this one").isEmpty();
        };
        later.removeFirst().run();
        meanwhile = () -> {};
        assertThat(later).hasSize(1);
        later.removeFirst().run();
        assertThat(done).hasValue(2);
        assertThat(later).isEmpty();
        gathered.ask();
        assertThat(later).hasSize(1);
    }

    @Test
    void whatThrowsIsDoneTheNextTime() {
        meanwhile = () -> {
            throw new IllegalStateException("on purpose");
        };
        gathered.ask();
        assertThatThrownBy(later.removeFirst()::run).hasMessage("on purpose");
        meanwhile = () -> {};
        gathered.ask();
        later.removeFirst().run();
        assertThat(done).hasValue(1);
    }
}
