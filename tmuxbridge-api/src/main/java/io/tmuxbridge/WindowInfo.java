package io.tmuxbridge;

import java.util.List;

/**
 * A tmux window as it was when tmux was queried.
 *
 * @param id tmux's id: {@code @} and a number
 * @param index index in the session
 * @param name the name, as tmux reports it
 * @param active whether it is the session's current window
 * @param zoomed whether one pane fills it
 * @param activity whether anything has been printed since somebody last looked at it, where tmux monitors that
 *     ({@code monitor-activity})
 * @param bell whether its bell has rung since somebody last looked at it
 * @param size size of the window
 * @param layout tmux's layout string, see "window_layout" in tmux(1), FORMATS
 * @param panes its panes in index order
 */
public record WindowInfo(
        String id,
        int index,
        String name,
        boolean active,
        boolean zoomed,
        boolean activity,
        boolean bell,
        TerminalSize size,
        String layout,
        List<PaneInfo> panes) {

    /** Takes an unmodifiable copy. */
    public WindowInfo {
        panes = List.copyOf(panes);
    }
}
