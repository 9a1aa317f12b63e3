package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.PanePipe;
import io.tmuxbridge.core.stream.KeptPanes;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneHolds;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.TmuxCommand;

/**
 * What a feed does to its pane in tmux, whichever client it follows the pane by: pipes it, and keeps it when its
 * program ends. In the end the pane is given back as it was found.
 *
 * <p><b>Threads:</b> any.
 */
final class PaneCustody {

    private static final TmuxCommand NOTHING = TmuxCommand.of("display-message", "-p", "");

    private final StreamContext context;
    private final PaneAddress address;
    private final PaneHolds.Hold hold;
    private final PanePipe pipe;
    private volatile boolean whole;

    /**
     * Does nothing yet.
     *
     * @param context what it needs of its bridge
     * @param address the pane
     */
    PaneCustody(StreamContext context, PaneAddress address) {
        this.context = context;
        this.address = address;
        this.hold = context.holds().of(address);
        this.pipe = new PanePipe(context, address, hold);
    }

    /** Whether the feed may do something to the pane at all. */
    PaneHolds.Hold hold() {
        return hold;
    }

    /** Its pipe, which outlives a client. */
    PanePipe pipe() {
        return pipe;
    }

    /** Whether the pane stays, by this feed, when its program ends. */
    boolean keeps() {
        return address.ours() && hold.isHeld();
    }

    /** Its client has ended; whether nothing is missing, if another one goes on from there. */
    void lost(boolean nothing) {
        whole = nothing;
    }

    /** Whether there was a client, and nothing was missing when it ended. */
    boolean isWhole() {
        return whole;
    }

    /**
     * The feed ends: what it holds is given back.
     *
     * @param by its client
     */
    void giveBack(ControlClient by) {
        synchronized (hold) {
            hold.takeNoMore();
            KeptPanes panes = new KeptPanes(context.tmux());
            if (keeps()) {
                panes.release(address, by, context.work(), hold::letGo);
            } else if (hold.isHeld()) {
                panes.endPipe(address, by, context.work(), hold::letGo);
            }
        }
    }

    /** Does something behind all that the client was told to do, and has told. */
    static void behindAll(ControlClient by, Runnable then) {
        by.send(NOTHING, reply -> then.run());
    }
}
