package io.tmuxbridge.core.session;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Optional;

/**
 * Another size for a window, and what tmux is to remember with it. The size from before is kept in tmux, so that it
 * comes back even if this bridge does not.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param window the window as it is
 * @param size its new size, absent when only the memory changes
 * @param memory the command that sets or clears the memory
 */
record SizeChange(WindowCensus.Window window, Optional<TerminalSize> size, Optional<TmuxCommand> memory) {

    /** The size that viewers wish for. */
    static SizeChange to(WindowCensus.Window window, TerminalSize size) {
        Optional<TmuxCommand> memory = window.before().isPresent()
                ? Optional.empty()
                : Optional.of(TmuxCommand.of(
                        "set-option",
                        "-w",
                        "-t",
                        window.id(),
                        WindowCensus.BEFORE,
                        window.size().toString()));
        return new SizeChange(window, Optional.of(size), memory);
    }

    /**
     * The size from before, unless a person is attached, whose terminal decides.
     *
     * @param possible whether there is still a client of a pane, without which a carrier would size all windows
     */
    static SizeChange back(WindowCensus.Window window, TerminalSize before, boolean possible) {
        boolean stays = window.people() || !possible || before.equals(window.size());
        Optional<TerminalSize> size = stays ? Optional.empty() : Optional.of(before);
        return new SizeChange(
                window,
                size,
                Optional.of(TmuxCommand.of("set-option", "-w", "-u", "-t", window.id(), WindowCensus.BEFORE)));
    }
}
