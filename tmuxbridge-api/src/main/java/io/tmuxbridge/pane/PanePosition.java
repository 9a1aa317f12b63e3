package io.tmuxbridge.pane;

import java.util.Objects;

/**
 * A place in the output of a pane. It means something only for the pane it came from, and there only while that has the
 * same epoch.
 *
 * @param epoch life of the pane's stream
 * @param offset bytes of the stream before this place, at least 0
 */
public record PanePosition(String epoch, long offset) {

    /** Refuses null. */
    public PanePosition {
        Objects.requireNonNull(epoch, "epoch");
    }
}
