package io.tmuxbridge.core.stream;

/** Why a pane's stream is over for good. */
public enum PaneEnd {
    /** The pane is gone or has left the session, which is still there. */
    PANE_ENDED("pane-ended"),
    /** The session is gone. */
    SESSION_ENDED("session-ended"),
    /** The tmux server is gone. */
    TMUX_ENDED("tmux-ended"),
    /** The bridge stopped following it. */
    CLOSED("shutting-down");

    private final String wire;

    PaneEnd(String wire) {
        this.wire = wire;
    }

    /**
     * The reason's spelling on the wire.
     *
     * @return lower case with dashes
     */
    public String wire() {
        return wire;
    }
}
