package io.tmuxbridge.core.mirror;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneLookup;
import io.tmuxbridge.core.tmux.Tmux;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Why a client that draws has ended: what is left of its session tells, and when nothing is, its last words. tmux has
 * it say {@code [exited]} when its session was destroyed, {@code [server exited]} when the server is told to end.
 *
 * <p><b>Threads:</b> any; {@link #why} blocks for some milliseconds, for a client that does not end a second.
 */
final class MirrorEnd {

    private static final byte[] EXITED = "[exited]".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_END = 2;
    private static final long SECONDS = 1;

    private final CountDownLatch over = new CountDownLatch(1);
    private byte[] last = new byte[0];

    /** Takes what was drawn; one thread. */
    void take(byte[] drawn, int length) {
        int most = EXITED.length + LINE_END;
        byte[] both = Arrays.copyOf(last, last.length + Math.min(length, most));
        System.arraycopy(drawn, length - (both.length - last.length), both, last.length, both.length - last.length);
        last = Arrays.copyOfRange(both, Math.max(0, both.length - most), both.length);
    }

    /** Nothing more is drawn. */
    void over() {
        over.countDown();
    }

    PaneEnd why(Tmux tmux, PaneAddress address) {
        try {
            PaneEnd why =
                    new PaneLookup(tmux).look(address, address.ours()).end().orElse(PaneEnd.PANE_ENDED);
            return why == PaneEnd.TMUX_ENDED && saidExited() ? PaneEnd.SESSION_ENDED : why;
        } catch (TmuxBridgeException e) {
            return PaneEnd.PANE_ENDED;
        }
    }

    private boolean saidExited() {
        try {
            return over.await(SECONDS, TimeUnit.SECONDS)
                    && new String(last, StandardCharsets.ISO_8859_1).strip().equals("[exited]");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
