package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control client that carries a pane, with its link, and the link that was lost last.
 *
 * <p><b>Threads:</b> any; whoever sets one takes care that it is the only one.
 */
final class PaneLinks {

    private volatile @Nullable ControlClient client;
    private volatile @Nullable PaneLink current;
    private volatile @Nullable PaneLink lost;

    /** From now on this client carries the pane. */
    void set(ControlClient next, PaneLink link) {
        client = next;
        current = link;
    }

    /** The client of a link has ended and everything of it was read, perhaps before it was set here. */
    void lost(PaneLink which) {
        lost = which;
    }

    /** The client that carries the pane, or was the last to do so; absent before the first. */
    Optional<ControlClient> client() {
        return Optional.ofNullable(client);
    }

    /** Its link. */
    Optional<PaneLink> current() {
        return Optional.ofNullable(current);
    }

    /** Whether there was a client that has ended, and of which everything was read: the stream has one writer. */
    boolean needClient() {
        PaneLink link = current;
        return link != null && link == lost;
    }

    /** Whether that client carries the pane. */
    boolean areOf(ControlClient which) {
        return client == which && !needClient();
    }

    /** Whether more of the pane may come, even when it is gone. */
    boolean haveRest() {
        return current().filter(link -> link.road().hasRest()).isPresent();
    }

    /** The pane is gone and no client goes on from its pipe: reads what is left in that. */
    void readRest() {
        Optional.ofNullable(lost).map(PaneLink::road).filter(FloodRoad::take).ifPresent(FloodRoad::closed);
    }
}
