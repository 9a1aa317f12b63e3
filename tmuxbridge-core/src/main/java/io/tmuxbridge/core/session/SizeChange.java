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
 * @param earlier what tmux is to remember; absent when it is to forget
 */
record SizeChange(WindowCensus.Window window, Optional<TerminalSize> size, Optional<EarlierSize> earlier) {

    /**
     * The size that viewers wish for.
     *
     * @param held whether this bridge gave the window the size from before which it may still have
     */
    static SizeChange to(WindowCensus.Window window, TerminalSize size, boolean held) {
        TerminalSize before = window.before()
                .filter(earlier -> held || !earlier.isOver(window.size()))
                .map(EarlierSize::size)
                .orElse(window.size());
        return new SizeChange(window, Optional.of(size), Optional.of(new EarlierSize(before, Optional.of(size))));
    }

    /**
     * The size from before, unless a person is attached, whose terminal decides, or somebody else has decided since.
     *
     * @param held whether this bridge gave the window another size
     */
    static SizeChange back(WindowCensus.Window window, EarlierSize earlier, boolean held) {
        boolean decided = window.people() || !held && earlier.isOver(window.size());
        Optional<TerminalSize> size =
                Optional.of(earlier.size()).filter(before -> !decided && !before.equals(window.size()));
        return new SizeChange(window, size, Optional.empty());
    }

    /** Has tmux remember what it has to; run before the size is given, for a bridge may be killed at any time. */
    Optional<TmuxCommand> first() {
        return earlier.map(size -> size.remember(window.id()));
    }

    /** Has tmux forget; run when the size was given, which is lost otherwise. */
    Optional<TmuxCommand> last() {
        return earlier.isPresent() ? Optional.empty() : Optional.of(EarlierSize.forget(window.id()));
    }
}
