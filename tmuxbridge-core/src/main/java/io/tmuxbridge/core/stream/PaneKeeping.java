package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Tmux;

/**
 * Sees to it that a pane of the bridge's own session stays when its program ends ({@link KeptPanes}), as soon as no
 * other feed of it does.
 *
 * <p><b>Threads:</b> any.
 */
public final class PaneKeeping {

    private final Tmux tmux;
    private final PaneAddress address;
    private final PaneHolds.Hold hold;
    private volatile boolean kept;

    /** It is not kept yet. */
    public PaneKeeping(Tmux tmux, PaneAddress address, PaneHolds.Hold hold) {
        this.tmux = tmux;
        this.address = address;
        this.hold = hold;
    }

    /** Whether the pane stays, which it does from now on if it may. Does not block. */
    public boolean keeps(ControlClient by) {
        if (!address.ours()) {
            hold.look();
        } else if (!kept) {
            // Not between what a feed that ends says of its pane.
            synchronized (hold) {
                if (hold.takesMore() && hold.take()) {
                    new KeptPanes(tmux).keep(address, by);
                    kept = true;
                }
            }
        }
        return kept;
    }

    /** Its program has ended, and what that printed last is read from now on. */
    public void ending() {
        hold.ending();
    }
}
