package io.tmuxbridge.core.feed;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.FloodScreens;
import io.tmuxbridge.core.flood.LastScreen;
import io.tmuxbridge.core.flood.LastWords;
import io.tmuxbridge.core.stream.PaneKeeping;
import io.tmuxbridge.core.stream.Pauses;
import io.tmuxbridge.core.tmux.ControlClient;
import org.junit.jupiter.api.Test;

class PaneEndsTest {

    private final ControlClient client = mock(ControlClient.class);
    private final PaneKeeping keeping = mock(PaneKeeping.class);
    private final Pauses pauses = mock(Pauses.class);
    private final LastScreen lastScreen = mock(LastScreen.class);
    private final PaneEnds ends = new PaneEnds(
            keeping,
            mock(FloodRoad.class),
            mock(FloodScreens.class),
            mock(LastWords.class),
            pauses,
            mock(FeedEvents.class),
            lastScreen,
            (buffer, offset, length) -> {});

    /**
     * The bug: tmux had been told to pause a pane that was late, and before it answered the program had ended. What
     * came from then on was dropped, and no screen stood for it.
     */
    @Test
    void aPaneThatIsPausedGoesOnFirst() {
        when(keeping.keeps(client)).thenReturn(true);
        when(pauses.paused()).thenReturn(true, false);
        ends.dead(client);
        verify(lastScreen, never()).take(any(), any());
        ends.dead(client);
        verify(lastScreen).take(any(), any());
    }
}
