package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class TerminalPoolTest {

    /** The bug: who came just before a pane ended, and too late, took what was left of it from the others. */
    @Test
    void whoComesTooLateLeavesWhatHasEndedToThoseWhoComeBack() {
        StreamContext context = mock(StreamContext.class);
        when(context.limits()).thenReturn(BridgeLimits.DEFAULTS);
        when(context.timer()).thenReturn(mock(ScheduledExecutorService.class));
        Feed feed = mock(Feed.class);
        when(feed.epoch()).thenReturn("epoch");
        Terminal terminal = mock(Terminal.class);
        when(terminal.feed()).thenReturn(feed);
        when(terminal.clients(any())).thenReturn(true);
        TerminalPool<String> pool = new TerminalPool<>(context, last -> {}, gone -> {});

        TerminalSlot slot = pool.enter("pane", () -> terminal);
        slot.open = true;
        when(terminal.ended()).thenReturn(true);
        pool.idle(terminal);
        pool.remove("pane", slot);
        pool.entered(slot);

        assertThat(pool.departed().all()).isEqualTo(List.of(terminal));
        assertThat(pool.size()).isZero();
    }
}
