package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.NamedPipe;
import io.tmuxbridge.core.pipe.NamedPipes;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneHolds;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanePipeTest {

    private static final PaneAddress PANE = new PaneAddress(1, "$0", "@0", 0, false);

    private final StreamContext context = mock(StreamContext.class);
    private final ControlClient client = mock(ControlClient.class);
    private final PaneHolds.Hold hold = new PaneHolds().of(PANE);
    private final PanePipe pipe = new PanePipe(context, PANE, hold);
    private final NamedPipes pipes = mock(NamedPipes.class);
    private final NamedPipe made = mock(NamedPipe.class);
    private final List<String> sent = new ArrayList<>();
    private final List<ReplyListener> replies = new ArrayList<>();

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
        List<Begun> begun = new ArrayList<>();
        pipe.giveUp();
        pipe.begin(client, begun::add);
        assertThat(begun).containsExactly(Begun.REFUSED);
        assertThat(pipe.isBeginning()).as("never again").isTrue();
    }

    /** The bug: the last viewer left before tmux had answered, and the pipe was kept open here. */
    @Test
    void whatIsBeingBegunAsTheFeedEndsIsLetGo() {
        collects();
        List<Begun> begun = new ArrayList<>();
        pipe.begin(client, begun::add);
        hold.takeNoMore();
        assertThat(sent).containsExactly("pipe-pane -O -t %0 a-command");
        assertThat(hold.isHeld()).as("so that the feed ends it").isTrue();
        replies.get(0).reply(new Reply(true, List.of(new byte[0]), "", false));
        assertThat(begun).doesNotContain(Begun.WELL);
        assertThat(pipe.isThere()).isFalse();
        verify(made).close();
        assertThat(sent).as("nothing more, for another feed may have begun").hasSize(1);
    }

    /** The bug: the last viewer left while the pipe was being made, and tmux was told to begin behind the end. */
    @Test
    void nothingIsBegunBehindTheEnd() {
        collects();
        when(pipes.make()).then(call -> {
            hold.takeNoMore();
            return Optional.of(made);
        });
        pipe.begin(client, begun -> {});
        assertThat(sent).noneMatch(command -> command.startsWith("pipe-pane -O"));
        replies.forEach(each -> each.reply(new Reply(true, List.of(new byte[0]), "", false)));
        verify(made).close();
        assertThat(pipe.isThere()).isFalse();
    }

    /** The bug: tmux skipped output as the last viewer left, and the pane was piped to nowhere from then on. */
    @Test
    void nothingIsPipedToNowhereBehindTheEnd() {
        collects();
        hold.takeNoMore();
        pipe.toNowhere(client, reply -> {});
        pipe.end(client, reply -> {});
        assertThat(sent).hasSize(2).noneMatch(command -> command.startsWith("pipe-pane"));
    }

    private void collects() {
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        when(context.pipes()).thenReturn(pipes);
        when(pipes.make()).thenReturn(Optional.of(made));
        when(made.command()).thenReturn("a-command");
        doAnswer(call -> {
                    sent.add(String.join(" ", call.<TmuxCommand>getArgument(0).argv()));
                    return replies.add(call.getArgument(1));
                })
                .when(client)
                .send(any(), any());
    }
}
