package io.tmuxbridge.core.feed;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.flood.FloodPort;
import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.LastWords;
import io.tmuxbridge.core.stream.PaneKeeping;
import io.tmuxbridge.core.tmux.ControlClient;
import org.junit.jupiter.api.Test;

/** One client follows another. */
class HandOverTest {

    private final FloodRoad road = mock(FloodRoad.class);
    private final FloodPort port = mock(FloodPort.class);
    private final LastWords lastWords = mock(LastWords.class);
    private final ControlClient client = mock(ControlClient.class);

    @Test
    void itGoesOnThroughThePipe() {
        when(lastWords.canGoOn()).thenReturn(true);
        when(road.take()).thenReturn(true);
        handOver(true).begin(client);
        verify(road).leave();
        verify(port, never()).lostPlace();
    }

    /** The bug: the pipe had ended before the next client came, and nobody was told that something was missing. */
    @Test
    void aPipeThatHasEndedMeanwhileIsMissed() {
        handOver(true).begin(client);
        verify(port).lostPlace();
    }

    @Test
    void theFirstClientFollowsNobody() {
        handOver(false).begin(client);
        verify(road, never()).take();
        verify(port, never()).lostPlace();
    }

    private HandOver handOver(boolean due) {
        return new HandOver(due, mock(PaneKeeping.class), lastWords, road, port);
    }
}
