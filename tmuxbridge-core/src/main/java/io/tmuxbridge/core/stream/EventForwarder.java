package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.terminal.NormaliserListener;

/**
 * Passes on what the program in the pane asks for beside drawing.
 *
 * <p><b>Threads:</b> the reader thread's.
 */
final class EventForwarder implements NormaliserListener {

    private final PaneListener listener;

    EventForwarder(PaneListener listener) {
        this.listener = listener;
    }

    @Override
    public void title(String title) {
        listener.event(new PaneEvent.Title(title));
    }

    @Override
    public void bell() {
        listener.event(new PaneEvent.Bell());
    }

    @Override
    public void clipboard(String selection, String base64) {
        listener.event(new PaneEvent.Clipboard(selection, base64));
    }
}
