package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.Overlap;
import io.tmuxbridge.core.tmux.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Which {@link FloodReturn} of a pane is under way, if any, and whether its client has begun to tell the pane again.
 *
 * <p><b>Threads:</b> any; begun under the monitor of its {@link FloodRoad}.
 */
final class FloodWayBack {

    private volatile Overlap overlap = new Overlap();
    private volatile @Nullable FloodReturn current;
    private volatile boolean listening;

    /** The pane comes through its pipe no more, and what was kept of that goes. */
    void floodEnds() {
        over();
        overlap = new Overlap();
    }

    /** What is known of the pipe since the flood began. */
    Overlap overlap() {
        return overlap;
    }

    synchronized void begins(FloodReturn next) {
        current = next;
    }

    boolean isUnderWay() {
        return current != null;
    }

    /** Whether the client tells the pane again. */
    boolean isListening() {
        return listening;
    }

    /** The client has been asked to. */
    void asked(Reply reply) {
        FloodReturn back = current;
        if (back != null) {
            listening = true;
            back.begin(reply);
        }
    }

    /** This came through the pipe. */
    void piped(byte[] buffer, int offset, int length) {
        Overlap known = overlap;
        if (isUnderWay()) {
            known.awaitClient();
        }
        known.piped(buffer, offset, length);
    }

    /**
     * This the client told.
     *
     * @return whether that is part of the way back
     */
    boolean told(byte[] buffer, int offset, int length) {
        FloodReturn back = current;
        if (back == null || !listening) {
            return false;
        }
        back.told(buffer, offset, length);
        return true;
    }

    /** It has ended, well or not. */
    synchronized void over() {
        FloodReturn back = current;
        if (back != null) {
            back.stop();
        }
        current = null;
        listening = false;
    }
}
