package io.tmuxbridge.core.protocol;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoTimerTest {

    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Channel channel = mock(Channel.class);
    private final AtomicLong millis = new AtomicLong();
    private final EchoTimer echoes = new EchoTimer(timer, () -> TimeUnit.MILLISECONDS.toNanos(millis.get()));

    @BeforeEach
    void steps() {
        when(timer.schedule(any(Runnable.class), anyLong(), any())).then(call -> {
            steps.addLast(call.getArgument(0));
            return null;
        });
    }

    private void stepAt(long now) {
        millis.set(now);
        steps.removeFirst().run();
    }

    /** The bug: the time of an input that output had answered was taken for the next one's. */
    @Test
    void anInputIsGivenItsOwnFiftyMilliseconds() {
        echoes.await(channel);
        stepAt(25);
        millis.set(49);
        echoes.await(channel);
        stepAt(50);
        stepAt(75);
        verify(channel, never()).echoTimedOut();
        stepAt(100);
        verify(channel).echoTimedOut();
    }
}
