package io.tmuxbridge.core.session;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.TerminalSize;
import org.junit.jupiter.api.Test;

/** Whose typing counts for sizes. */
class SizeWishTest {

    private final WindowSizes sizes = mock(WindowSizes.class);

    private SizeWish wish(boolean says) {
        Terminal terminal = mock(Terminal.class, RETURNS_DEEP_STUBS);
        when(terminal.feed().address().windowId()).thenReturn("@1");
        return new SizeWish(sizes, terminal, new ViewerSize(TerminalSize.DEFAULT, true, false), "c", says);
    }

    /** The bug: a driver and a person who typed by turns had all sizes settled again with each turn. */
    @Test
    void whoHasNoSayMayTypeWithoutSizesBeingSettled() {
        wish(false).typed();
        verify(sizes, never()).active(any(), anyBoolean());
    }

    @Test
    void whoTypesAndHasASayIsTheOneWhoWasActiveLast() {
        SizeWish wish = wish(true);
        wish.typed();
        verify(sizes).active(wish, false);
    }

    @Test
    void whoGotASayIsActiveWhenItTypes() {
        SizeWish wish = wish(false);
        wish.say(true);
        wish.typed();
        verify(sizes).active(wish, false);
    }
}
