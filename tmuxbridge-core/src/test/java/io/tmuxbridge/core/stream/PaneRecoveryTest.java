package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.tmux.ControlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaneRecoveryTest {

    private final PaneFeed feed = mock(PaneFeed.class);
    private final ControlClient client = mock(ControlClient.class);
    private final StreamContext context = mock(StreamContext.class);
    private final List<Runnable> looks = new ArrayList<>();
    private final PaneRecovery recovery =
            new PaneRecovery(feed, context, mock(PaneLookup.class), mock(PaneCustody.class));

    /**
     * The bug: what a client left unanswered had the pane looked at before it was known that the client has ended. Of a
     * pane whose program had ended just then nobody read the rest.
     */
    @Test
    void aClientThatHasEndedIsFollowedBeforeThePaneIsLookedAt() {
        when(context.work()).thenReturn(looks::add);
        when(feed.address()).thenReturn(new PaneAddress(1, "$0", "@0", 0, true));
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
}
