package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client is detached when its pane has ended and it waits to end that for good. */
class LastWordsOfALostClientTest {

    private final StreamContext context = mock(StreamContext.class);
    private final ControlClient client = mock(ControlClient.class);
    private final PanePipe pipe = mock(PanePipe.class);
    private final PipedOutput last = mock(PipedOutput.class);
    private final List<ReplyListener> replies = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();

    @BeforeEach
    void thePaneWasPiped() {
        when(context.tmux()).thenReturn(mock(Tmux.class));
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        when(context.work()).thenReturn(work::add);
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        when(timer.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> mock(ScheduledFuture.class));
        when(context.timer()).thenReturn(timer);
        when(pipe.former()).thenReturn(new FormerPipe());
        when(pipe.take()).thenReturn(last);
        when(last.read()).thenReturn(5, -1);
        when(last.pass(anyInt(), any())).thenAnswer(call -> {
            told.add("rest");
            return 5;
        });
        doAnswer(call -> replies.add(call.getArgument(1))).when(client).sendAlone(any(), any());
        when(client.isOpen()).thenReturn(true);
    }

    @Test
    void theRestIsReadWhenThePaneIsGone() {
        finishing();
        answers(new Reply(true, List.of(new byte[0]), "", false));
        assertThat(told).containsExactly("rest", "done");
        assertThat(work).isEmpty();
    }

    /**
     * The bug: nobody had the rest read before the stream was taken to be interrupted, and what was read then, by
     * whoever left the doorway, was thrown away.
     */
    @Test
    void theRestIsReadBeforeTheClientIsTakenToBeLost() {
        LastWords words = finishing();
        when(client.isOpen()).thenReturn(false);
        words.close();
        assertThat(told).containsExactly("rest", "done");
        assertThat(work)
                .as("the pane is ended without the client, which ends the pipe")
                .hasSize(1);
        answers(Reply.failure("the control client is closed"));
        assertThat(told).containsExactly("rest", "done");
    }

    /** It may be told by any thread. */
    @Test
    void thatItIsClosedLeavesTheRestToItsReader() {
        LastWords words = finishing();
        when(client.isOpen()).thenReturn(false);
        answers(Reply.failure("the control client is closed"));
        assertThat(told).isEmpty();
        words.close();
        assertThat(told).containsExactly("rest", "done");
    }

    /** Somebody else has ended it. */
    @Test
    void aPaneThatIsGoneAlreadyHasARestAsWell() {
        finishing();
        answers(Reply.failure("can't find pane: %0"));
        assertThat(told).containsExactly("rest", "done");
    }

    private LastWords finishing() {
        LastWords words = new LastWords(context, new PaneAddress(1, "$0", "@0", 0, true), pipe, () -> {});
        words.finish(client, () -> {}, (buffer, offset, length) -> {}, () -> told.add("done"));
        assertThat(told).isEmpty();
        return words;
    }

    private void answers(Reply reply) {
        replies.forEach(each -> each.reply(reply));
    }
}
