package io.tmuxbridge.core.feed;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.tmuxbridge.core.input.PaneInput;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneListener;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Whether viewers are told, at the end, that output is missing before it. */
class FeedEventsTest {

    private final PaneListener listener = mock(PaneListener.class);
    private final FeedEvents events = new FeedEvents(listener, mock(PaneInput.class), mock(PaneRecovery.class), false);

    @Test
    void whatWasMissingBeforeTheClientEndedIsToldFirst() {
        events.lost(true);
        events.ended(PaneEnd.SESSION_ENDED, true, true);
        InOrder order = inOrder(listener);
        order.verify(listener).event(new PaneEvent.Gap());
        order.verify(listener).ended(PaneEnd.SESSION_ENDED);
    }

    @Test
    void aClientThatEndsWithItsSessionMissesNothing() {
        events.lost(false);
        events.ended(PaneEnd.SESSION_ENDED, true, true);
        nothingIsMissing();
    }

    /** Somebody has detached it while the session lives. */
    @Test
    void aClientThatEndsBeforeItsPaneMissesTheRest() {
        events.lost(false);
        events.ended(PaneEnd.PANE_ENDED, true, true);
        verify(listener).event(new PaneEvent.Gap());
    }

    @Test
    void aPaneThatIsNotFollowedAnyMoreHasNotEndedForItsViewers() {
        events.ended(PaneEnd.CLOSED, true, false);
        nothingIsMissing();
    }

    private void nothingIsMissing() {
        verify(listener, never()).event(any());
    }
}
