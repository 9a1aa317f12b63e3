package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the sizes of a server are settled. */
class ServerSizesTest {

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final ServerSizes sizes = new ServerSizes(context(), SizePolicy.parse("largest"), settler -> {
        if (asked.incrementAndGet() == 1) {
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux does not answer");
        }
        return true;
    });

    private StreamContext context() {
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        when(timer.schedule(any(Runnable.class), anyLong(), any())).then(call -> {
            later.add(call.getArgument(0));
            return null;
        });
        StreamContext context = mock(StreamContext.class);
        when(context.timer()).thenReturn(timer);
        when(context.work()).thenReturn((Executor) Runnable::run);
        when(context.metrics()).thenReturn(mock(BridgeMetrics.class));
        return context;
    }

    /**
     * The bug: others may have left theirs to the settling that a newcomer waited for, and when that failed nobody
     * tried again.
     */
    @Test
    void whatFailsBeforeTheEyesOfANewcomerIsTriedAgainToo() {
        assertThatThrownBy(sizes::settle).isInstanceOf(TmuxBridgeException.class);
        while (!later.isEmpty()) {
            later.remove().run();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatFailsLaterIsTriedAgainOnce() {
        sizes.later();
        sizes.later();
        while (!later.isEmpty()) {
            later.remove().run();
        }
        assertThat(asked).hasValue(2);
    }
}
