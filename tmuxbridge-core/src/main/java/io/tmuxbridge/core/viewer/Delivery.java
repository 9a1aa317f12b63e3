package io.tmuxbridge.core.viewer;

/** What happens to a viewer that does not keep up with its pane. */
public enum Delivery {
    /** It jumps to a snapshot; what it skipped is counted and told. */
    FRESH,
    /** It gets every byte, as long as the log keeps them; beyond that it is cut off, never skipped. */
    LOSSLESS,
    /** It is cut off. */
    DISCONNECT
}
