package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.stream.PaneEvent;

/** A lens that shows all there is; how it reads is the test's. */
abstract class LogLens implements Lens {

    @Override
    public boolean begin(Snapshot snapshot) {
        return true;
    }

    @Override
    public boolean holds(long position) {
        return true;
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
