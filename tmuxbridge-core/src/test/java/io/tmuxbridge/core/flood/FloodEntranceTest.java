package io.tmuxbridge.core.flood;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pane that the bridge did not make floods. */
class FloodEntranceTest {

    private final StreamContext context = mock(StreamContext.class);
    private final PanePipe pipe = mock(PanePipe.class);
    private final FloodPort port = mock(FloodPort.class);
    private final ControlClient client = mock(ControlClient.class);

    @BeforeEach
    void tmuxPipesThePane() {
        when(context.floods()).thenReturn(FloodThresholds.DEFAULTS.withPipe(1));
        when(context.work()).thenReturn(Runnable::run);
        when(pipe.former()).thenReturn(new FormerPipe());
        doAnswer(call -> {
                    when(pipe.piped()).thenReturn(mock(PipedOutput.class));
                    call.<Consumer<Begun>>getArgument(1).accept(Begun.WELL);
                    return null;
                })
                .when(pipe)
                .begin(any(), any());
        doAnswer(call -> {
                    byte[] answer = "0 1".getBytes(StandardCharsets.US_ASCII);
                    call.<ReplyListener>getArgument(1).reply(new Reply(true, List.of(answer), "", false));
                    return null;
                })
                .when(client)
                .send(any(), any());
    }

    @Test
    void itGoesOnThroughItsPipe() {
        entrance().printed(client, 1);
        verify(pipe, never()).drop();
        verify(pipe, never()).end(any(), any());
    }

    /**
     * The bug: somebody wanted a capture before the pipe was there, and half a megabyte that nobody took was left in
     * it. tmux gives up no pane for whose pipe something waits, so the pane did not end with its program.
     */
    @Test
    void whatCannotTakeItNowIsNotLeftBehind() {
        when(port.isBusy()).thenReturn(false, true);
        entrance().printed(client, 1);
        verify(pipe).drop();
        verify(pipe).end(any(), any());
    }

    private FloodEntrance entrance() {
        return new FloodEntrance(context, new PaneAddress(1, "$0", "@0", 0, false), pipe, port, () -> true);
    }
}
