package io.tmuxbridge.core.redact;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.PaneEvent;

/**
 * The pane as it is.
 *
 * <p><b>Threads:</b> any.
 */
record ClearLens(OutputLog log) implements Lens {

    @Override
    public boolean begin(Snapshot snapshot) {
        return true;
    }

    @Override
    public boolean holds(long position) {
        return log.holds(position);
    }

    @Override
    public LogRead read(long position, int max) {
        return log.read(position, max);
    }

    @Override
    public Snapshot show(Snapshot snapshot) {
        return snapshot;
    }

    @Override
    public PaneEvent show(PaneEvent event) {
        return event;
    }

    @Override
    public boolean masks() {
        return false;
    }
}
