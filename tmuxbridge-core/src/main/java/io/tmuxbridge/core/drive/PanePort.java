package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.session.SizeOwner;
import io.tmuxbridge.core.session.ViewerPort;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.InputLedger;

/**
 * Where a terminal reaches a driven pane.
 *
 * <p><b>Threads:</b> any, mostly the one that reads tmux: nothing here takes time.
 */
final class PanePort implements ViewerPort {

    private final Readers readers;
    private final Sent sent;

    PanePort(Readers readers, Sent sent) {
        this.readers = readers;
        this.sent = sent;
    }

    @Override
    public void wake() {
        readers.ring();
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public void event(PaneEvent event) {
        if (event instanceof PaneEvent.ShellMark mark) {
            readers.marks().add(mark);
            readers.ring();
        } else if (event instanceof PaneEvent.Gap) {
            readers.gap();
        }
    }

    @Override
    public void corrected(Snapshot snapshot) {
        readers.corrected(snapshot);
    }

    @Override
    public void inputTaken(long seq) {
        sent.taken(seq);
    }

    @Override
    public void inputLost(InputLedger.Lost inputs) {
        sent.lost(inputs);
    }

    @Override
    public void ended(PaneEnd end) {
        readers.paneEnded();
        sent.failAll(Sent.lost());
    }

    @Override
    public void layout(SessionLayout layout) {}

    @Override
    public void viewers(int count) {}

    @Override
    public void typing(String caller) {}

    @Override
    public void sizeOwner(SizeOwner owner) {}

    /** Its client's name is its own, so that nobody takes over. */
    @Override
    public void takenOver(ViewerPort newer) {}
}
