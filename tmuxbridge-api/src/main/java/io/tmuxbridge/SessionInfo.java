package io.tmuxbridge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tmux session as it was when tmux was asked.
 *
 * @param id tmux's id, {@code $} and a number; never used again by the same tmux server
 * @param name name as tmux has it
 * @param owner name of the caller who owns it, absent when nobody does
 * @param created when it was created
 * @param activity when something last happened in it
 * @param size size of its current window
 * @param attached number of tmux clients of people attached to it beside this bridge's own
 * @param viewers number of viewers of this bridge
 * @param windowCount number of windows
 * @param windows the windows in order of index; empty where a list of sessions was asked for
 */
public record SessionInfo(
        String id,
        String name,
        Optional<String> owner,
        Instant created,
        Instant activity,
        TerminalSize size,
        int attached,
        int viewers,
        int windowCount,
        List<WindowInfo> windows) {

    /** Takes an unmodifiable copy. */
    public SessionInfo {
        windows = List.copyOf(windows);
    }
}
