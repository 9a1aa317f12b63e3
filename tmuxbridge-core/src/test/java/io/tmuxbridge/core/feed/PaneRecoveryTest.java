package io.tmuxbridge.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneLookup;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaneRecoveryTest {

    private static final PaneAddress PANE = new PaneAddress(1, "$0", "@0", 0, true);

    private final PaneFeed feed = mock(PaneFeed.class);
    private final ControlClient client = mock(ControlClient.class);
    private final PaneLinks links = mock(PaneLinks.class);
    private final StreamContext context = mock(StreamContext.class);
    private final List<Runnable> looks = new ArrayList<>();
    private final PaneLookup lookup = mock(PaneLookup.class);
    private final PaneCustody custody = mock(PaneCustody.class);
    private final PaneRecovery recovery = new PaneRecovery(feed, links, context, lookup, custody);

    /**
     * The bug: what a client left unanswered had the pane looked at before it was known that the client has ended. Of a
     * pane whose program had ended just then nobody read the rest.
     */
    @Test
    void aClientThatHasEndedIsFollowedBeforeThePaneIsLookedAt() {
        when(context.work()).thenReturn(looks::add);
        when(feed.address()).thenReturn(PANE);
        when(feed.client()).thenReturn(Optional.of(client));
        recovery.look();
        assertThat(looks).isEmpty();
        recovery.lost("killed");
        assertThat(looks).hasSize(1);
    }

    @Test
    void aPaneThatDoesNotAnswerIsLookedAt() {
        when(context.work()).thenReturn(looks::add);
        when(feed.client()).thenReturn(Optional.of(client));
        when(client.isOpen()).thenReturn(true);
        recovery.look();
        assertThat(looks).hasSize(1);
    }

    /** The bug: somebody looked at the pane while its program ended, and nobody read what that had printed last. */
    @Test
    void aPaneThatIsKeptEndsWhenItsClientHasReadItToTheEnd() {
        theProgramOfAKeptPaneHasEnded();
        when(feed.client()).thenReturn(Optional.of(client));
        when(client.isOpen()).thenReturn(true);
        recovery.look();
        verify(feed, never()).end(any());
        recovery.dead();
        verify(feed).end(PaneEnd.PANE_ENDED);
    }

    /** The bug: it ended without a word of what was printed after its client had gone. */
    @Test
    void aPaneThatHasNoClientGetsOneThatReadsItToTheEnd() {
        theProgramOfAKeptPaneHasEnded();
        when(links.needClient()).thenReturn(true);
        recovery.lost("killed");
        verify(feed, never()).end(any());
        verify(feed).attach(eq(PANE), any());
    }

    /** As by a hook of the user's that moves or detaches whoever attaches. */
    @Test
    void clientsThatAreAllSentAwayAreNotReplacedWithoutEnd() {
        when(context.work()).thenReturn(Runnable::run);
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        when(feed.address()).thenReturn(PANE);
        when(links.needClient()).thenReturn(true);
        when(lookup.look(PANE, false)).thenReturn(new PaneLookup.Found(Optional.empty(), PANE, false));
        AtomicInteger lost = new AtomicInteger();
        doAnswer(attached -> {
                    looks.add(() -> recovery.lost("moved " + lost.incrementAndGet()));
                    return null;
                })
                .when(feed)
                .attach(any(), any());
        recovery.lost("moved");
        while (lost.get() < 1000 && !looks.isEmpty()) {
            looks.remove(0).run();
        }
        assertThat(lost.get()).isBetween(2, 10);
        recovery.look();
        assertThat(looks).as("replaced at the next round").hasSize(1);
    }

    /** The bug: after two seconds in which no process could be started, viewers were told that tmux had ended. */
    @Test
    void whileTmuxCannotBeAskedNothingHasEnded() {
        ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
        when(context.work()).thenReturn(Runnable::run);
        when(context.timer()).thenReturn(timer);
        when(timer.schedule(any(Runnable.class), anyLong(), any())).then(call -> {
            looks.add(call.getArgument(0));
            return null;
        });
        when(feed.address()).thenReturn(PANE);
        when(lookup.look(PANE, false))
                .thenThrow(new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux cannot be run: no more processes"));
        recovery.lost("too far behind");
        for (int i = 0; i < 100; i++) {
            assertThat(looks).as("look %d", i).hasSize(1);
            looks.remove(0).run();
        }
        verify(feed, never()).end(any());
    }

    private void theProgramOfAKeptPaneHasEnded() {
        when(context.work()).thenReturn(Runnable::run);
        when(context.metrics()).thenReturn(BridgeMetrics.NONE);
        when(feed.address()).thenReturn(PANE);
        when(custody.keeps()).thenReturn(true);
        when(lookup.look(PANE, true)).thenReturn(new PaneLookup.Found(Optional.of(PaneEnd.PANE_ENDED), PANE, false));
        when(lookup.look(PANE, false)).thenReturn(new PaneLookup.Found(Optional.empty(), PANE, false));
    }
}
