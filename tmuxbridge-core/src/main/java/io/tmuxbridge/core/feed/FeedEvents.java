package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.input.PaneInput;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneListener;

/**
 * What a link tells of its pane, put where it belongs: to the listener, to the input, to recovery.
 *
 * <p><b>Threads:</b> mostly the reader thread's; any will do.
 */
final class FeedEvents {

    private final PaneListener listener;
    private final PaneInput input;
    private final PaneRecovery recovery;
    private final boolean ours;
    private volatile boolean missed;

    FeedEvents(PaneListener listener, PaneInput input, PaneRecovery recovery, boolean ours) {
        this.listener = listener;
        this.input = input;
        this.recovery = recovery;
        this.ours = ours;
    }

    void advanced() {
        listener.advanced();
    }

    boolean mayHaveToSkip() {
        return listener.mayHaveToSkip();
    }

    void corrected(Snapshot snapshot) {
        listener.corrected(snapshot);
    }

    void event(PaneEvent event) {
        listener.event(event);
    }

    /** Until tmux has said so, input is sent as if the pane were in a mode. */
    void modeMayHaveChanged() {
        input.inMode(true);
    }

    void mode(boolean inMode, boolean first) {
        input.inMode(inMode);
        if (inMode || !first) {
            listener.event(new PaneEvent.Mode(inMode));
        }
    }

    /** The program has ended; what it printed last is still to come. */
    void dying() {
        recovery.hold();
    }

    /** What was still to come when the client ended has come. */
    void drained() {
        recovery.release();
    }

    /** The program has ended and all that it printed has been read; a pane of our own making was kept only for that. */
    void dead() {
        if (ours) {
            recovery.dead();
        }
    }

    /** The client has ended; whether output was missing before that. */
    void lost(boolean gap) {
        input.suspend();
        missed = gap;
    }

    /**
     * The stream is over. A client ends with its session or server: of that alone nobody is told that it was not whole.
     *
     * @param why why
     * @param gap whether output is missing for which no snapshot stands
     * @param lost whether its client had ended and was not replaced
     */
    void ended(PaneEnd why, boolean gap, boolean lost) {
        boolean seen = missed || !lost || why == PaneEnd.PANE_ENDED;
        if (gap && seen && why != PaneEnd.CLOSED) {
            listener.event(new PaneEvent.Gap());
        }
        listener.ended(why);
    }

    /** tmux refused a question about the pane. */
    void lookedBad() {
        recovery.look();
    }
}
