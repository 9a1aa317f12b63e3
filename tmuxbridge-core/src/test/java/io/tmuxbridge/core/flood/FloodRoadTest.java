package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import org.junit.jupiter.api.Test;

/** Who leaves the road while it ends. */
class FloodRoadTest {

    private final StreamContext context = mock(StreamContext.class);
    private final PanePipe pipe = mock(PanePipe.class);
    private final LastWords lastWords = mock(LastWords.class);
    private final ControlClient client = mock(ControlClient.class);

    @Test
    void theClientIsAskedToTellThePaneAgain() {
        taken().leave();
        verify(client).send(any(), any());
    }

    /**
     * The bug: a way back began on a road that was left, and what the client told of the next flood was taken for it.
     */
    @Test
    void noWayBackBeginsWhereAnotherClientGoesOn() throws InterruptedException {
        when(lastWords.areNeeded()).thenReturn(true);
        when(pipe.former()).thenReturn(new FormerPipe());
        FloodRoad road = taken();
        Thread leaving = new Thread(road::leave);
        synchronized (road) {
            leaving.start();
            await().until(() -> leaving.getState() == Thread.State.BLOCKED);
            road.handOver();
        }
        leaving.join();
        verify(client, never()).send(any(), any());
    }

    private FloodRoad taken() {
        when(context.floods()).thenReturn(FloodThresholds.DEFAULTS);
        when(pipe.read(any(), any())).thenReturn(mock(PipeReader.class));
        FloodRoad road =
                new FloodRoad(context, new PaneAddress(1, "$0", "@0", 0, true), pipe, lastWords, mock(FloodPort.class));
        road.attached(client);
        assertThat(road.take()).isTrue();
        return road;
    }
}
