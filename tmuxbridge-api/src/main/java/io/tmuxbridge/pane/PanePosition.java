package io.tmuxbridge.pane;

import java.util.Objects;

/**
 * A position in the output of a pane. It is meaningful only for the pane it came from, and only while that pane has the
 * same epoch.
 *
 * @param epoch identifies one lifetime of the pane's stream
 * @param offset bytes of the stream before this position, at least 0
 */
public record PanePosition(String epoch, long offset) {

    /** Rejects null. */
    public PanePosition {
        Objects.requireNonNull(epoch, "epoch");
    }
}
