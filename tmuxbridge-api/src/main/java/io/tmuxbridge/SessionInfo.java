package io.tmuxbridge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tmux session as it was when tmux was queried.
 *
 * @param id tmux's id: {@code $} and a number; never reused by the same tmux server
 * @param name the name, as tmux reports it
 * @param owner name of the caller that owns it; absent when nobody does
 * @param created when it was created
 * @param activity time when somebody last typed in it, or its current window printed something
 * @param size size of its current window
 * @param attached number of users' tmux clients attached to it, not counting this bridge's own
 * @param viewers number of viewers connected through this bridge
 * @param windowCount number of windows
 * @param windows the windows in index order; empty in a list of sessions
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
