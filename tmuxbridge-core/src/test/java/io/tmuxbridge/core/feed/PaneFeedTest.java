package io.tmuxbridge.core.feed;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.input.Delay;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.input.InputTurns;
import io.tmuxbridge.core.input.PaneInput;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneListener;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.SendKeys;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaneFeedTest {

    private static final PaneAddress PANE = new PaneAddress(1, "$0", "@0", 0, true);

    private final StreamContext context = mock(StreamContext.class, RETURNS_DEEP_STUBS);
    private final Tmux tmux = mock(Tmux.class, RETURNS_DEEP_STUBS);
    private final ControlClient first = mock(ControlClient.class);
    private final ControlClient second = mock(ControlClient.class);

    @BeforeEach
    void twoClientsCome() {
        when(context.tmux()).thenReturn(tmux);
        when(context.limits()).thenReturn(BridgeLimits.DEFAULTS);
        when(context.output()).thenReturn(OutputPolicy.DEFAULT);
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        when(context.floods()).thenReturn(FloodThresholds.DEFAULTS);
        PaneInput input =
                new PaneInput(0, mock(SendKeys.class), 1000, mock(Delay.class), mock(InputTurns.class), () -> {});
        when(context.input(0)).thenReturn(input);
        when(tmux.runByThoseOf(any(), any())).thenReturn(new Tmux.Result(0, List.of(), ""));
        when(tmux.attach(any(), any(), any())).thenReturn(first, second);
        when(second.isOpen()).thenReturn(true);
    }

    /**
     * The bug: who waited for the size to settle gave the input to the client that had ended meanwhile, and nothing was
     * typed any more.
     */
    @Test
    void inputGoesToTheClientThatCameWhileTheFirstWaited() {
        PaneFeed feed = new PaneFeed(context, PANE, mock(PaneListener.class));
        feed.open(() -> feed.attach(PANE, () -> {}));
        feed.input(new byte[] {'x'}, InputPace.FREE, taken -> {});
        feed.sendInput();
        verify(second).sendInput(any(), any());
        verify(first, never()).sendInput(any(), any());
    }
}
