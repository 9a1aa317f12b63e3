package io.tmuxbridge;

import java.util.List;

/**
 * A tmux window as it was when tmux was asked.
 *
 * @param id tmux's id, {@code @} and a number
 * @param index index in its session
 * @param name name as tmux has it
 * @param active whether it is its session's current window
 * @param zoomed whether one pane fills it
 * @param activity whether something was printed since somebody looked at it, where tmux watches for that
 *     ({@code monitor-activity})
 * @param bell whether its bell rang since somebody looked at it
 * @param size size of the window
 * @param layout tmux's layout string, see "window_layout" in tmux(1), FORMATS
 * @param panes its panes in order of index
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
