package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.nio.charset.StandardCharsets;

/**
 * Whether a pane is there and its program runs, asked by a command that changes nothing.
 *
 * <p><b>Threads:</b> any; it has no state.
 */
final class PaneState {

    private PaneState() {}

    /** The command. */
    static TmuxCommand ask(PaneAddress address) {
        return TmuxCommand.of("display-message", "-p", "-t", address.paneId(), "#{pane_pipe} #{pane_dead}");
    }

    /** Whether it is there: of a pane that is gone tmux says nothing, and says that well. */
    static boolean isThere(Reply asked) {
        return asked.ok() && !told(asked).isBlank();
    }

    /** Whether its program has exited and nothing of it is left to be read. */
    static boolean isDead(Reply asked) {
        return asked.ok() && told(asked).endsWith(" 1");
    }

    private static String told(Reply asked) {
        return new String(asked.bodies().get(0), StandardCharsets.US_ASCII).trim();
    }
}
