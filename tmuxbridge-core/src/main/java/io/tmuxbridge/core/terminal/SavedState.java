package io.tmuxbridge.core.terminal;

import java.util.Optional;

/**
 * What DECSC keeps: one set for both screens, as in tmux (input_save_state of input.c).
 *
 * <p><b>Threads:</b> one at a time.
 */
final class SavedState {
    private boolean present;
    int x;
    int y;
    final Pen pen = new Pen();
    String link = "";
    Tracked.Charsets charsets = Tracked.Charsets.ASCII;
    /** tmux keeps this one through a reset. */
    boolean origin;

    void take(TerminalState state) {
        present = true;
        x = state.screen.x;
        y = state.screen.y;
        pen.set(state.pen);
        link = state.hyperlink;
        charsets = state.charsets();
        origin = state.screen.origin;
    }

    void clear() {
        present = false;
        x = 0;
        y = 0;
        pen.reset();
        link = "";
        charsets = Tracked.Charsets.ASCII;
    }

    Optional<Tracked.SavedCursor> told() {
        return present ? Optional.of(new Tracked.SavedCursor(x, y, pen.sgr(), charsets)) : Optional.empty();
    }
}
