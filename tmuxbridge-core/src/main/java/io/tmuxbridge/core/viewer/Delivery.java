package io.tmuxbridge.core.viewer;

/** What happens to a viewer that does not keep up with its pane. */
public enum Delivery {
    /** It jumps to a snapshot; what it skipped is counted and told. */
    FRESH,
    /** It gets every byte that the log keeps, and is told where the log has a gap; beyond that it is cut off. */
    LOSSLESS,
    /** It is cut off, at a gap too. */
    DISCONNECT
}
