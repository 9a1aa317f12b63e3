package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneHolds;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanePipeTest {

    private static final PaneAddress PANE = new PaneAddress(1, "$0", "@0", 0, false);

    private final StreamContext context = mock(StreamContext.class);
    private final ControlClient client = mock(ControlClient.class);
    private final PanePipe pipe = new PanePipe(context, PANE, new PaneHolds().of(PANE));

    /** The bug: who had the pane piped for a flood was told nothing, and took that to be under way for ever. */
    @Test
    void whoMayNotBeginIsTold() {
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        doAnswer(call -> {
                    call.<ReplyListener>getArgument(1).reply(new Reply(true, List.of(new byte[0]), "", false));
                    return null;
                })
                .when(client)
                .send(any(), any());
        List<PanePipe.Begun> begun = new ArrayList<>();
        pipe.giveUp();
        pipe.begin(client, begun::add);
        assertThat(begun).containsExactly(PanePipe.Begun.REFUSED);
        assertThat(pipe.isBeginning()).as("never again").isTrue();
    }
}
