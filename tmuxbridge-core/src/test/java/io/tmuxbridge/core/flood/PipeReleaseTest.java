package io.tmuxbridge.core.flood;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** What becomes of the pipe of a flood. */
class PipeReleaseTest {

    /**
     * The bug: while a viewer had not left that must not skip, a pane whose end was read from the pipe was looked at
     * again and again, by a client that had ended.
     */
    @Test
    void nothingIsLookedAtAgainWhenTheClientHasEnded() {
        StreamContext context = mock(StreamContext.class);
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        when(context.timer()).thenReturn(timer);
        PipeReader reader = mock(PipeReader.class);
        PanePipe pipe = mock(PanePipe.class);
        FormerPipe former = new FormerPipe();
        former.begins(reader, 0);
        when(pipe.former()).thenReturn(former);
        ControlClient ended = mock(ControlClient.class);
        new PipeRelease(context, pipe, mock(LastWords.class), mock(FloodPort.class)).soon(ended, reader);
        verifyNoInteractions(timer);
    }
}
