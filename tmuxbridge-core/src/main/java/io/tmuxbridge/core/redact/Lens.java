package io.tmuxbridge.core.redact;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.PaneEvent;

/**
 * What a viewer sees a pane through: as it is, or with secrets masked. Positions are the same through either.
 *
 * <p><b>Threads:</b> any. No method blocks.
 */
public interface Lens {

    /**
     * Follows the pane from a snapshot on, unless it does so already. To be called before a viewer begins with it.
     *
     * @param snapshot as tmux has it
     * @return whether a viewer that begins with this snapshot finds what comes after it
     */
    boolean begin(Snapshot snapshot);

    /**
     * Whether a viewer may go on from a position.
     *
     * @param position a position
     * @return true when the stream is kept from there on
     */
    boolean holds(long position);

    /**
     * Reads from a position.
     *
     * @param position where the viewer stands
     * @param max most bytes wanted, at least 4
     * @return what is there
     */
    LogRead read(long position, int max);

    /**
     * A snapshot as the viewer may see it.
     *
     * @param snapshot as tmux has it
     * @return one at the same position
     */
    Snapshot show(Snapshot snapshot);

    /**
     * An event as the viewer may see it. Texts in it are masked elsewhere, with all others.
     *
     * @param event as it happened
     * @return the event to tell
     */
    PaneEvent show(PaneEvent event);

    /**
     * Whether secrets are masked.
     *
     * @return false for the pane as it is
     */
    boolean masks();

    /**
     * The pane as it is.
     *
     * @param feed the pane
     * @return a lens that changes nothing and costs nothing
     */
    static Lens clear(Feed feed) {
        return new ClearLens(feed.log());
    }
}
