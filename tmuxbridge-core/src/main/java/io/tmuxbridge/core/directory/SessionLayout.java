package io.tmuxbridge.core.directory;

import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.core.stream.PaneEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The windows and panes of a session at one moment.
 *
 * @param version grows with every change of any session; of two layouts of a session the one with the greater is newer
 * @param sessionId {@code $} and a number
 * @param name the session's name
 * @param windows its windows in order of index
 */
public record SessionLayout(long version, String sessionId, String name, List<WindowInfo> windows) {

    /** Takes an unmodifiable copy. */
    public SessionLayout {
        windows = List.copyOf(windows);
    }

    /**
     * Whether there is anything to tell: another version alone is not.
     *
     * @param other a layout of the same session
     * @return whether its name or its windows are others
     */
    public boolean differsFrom(SessionLayout other) {
        return !name.equals(other.name) || !windows.equals(other.windows);
    }

    /**
     * The same word that a {@link PaneEvent.SessionSeen} has of tmux.
     *
     * @return a word that changes with the windows and panes
     */
    public String word() {
        StringBuilder word = new StringBuilder();
        for (WindowInfo window : windows) {
            word.append(window.index())
                    .append('.')
                    .append(flag(window.active()))
                    .append(flag(window.zoomed()));
            word.append(flag(window.activity())).append(flag(window.bell()));
            for (PaneInfo pane : window.panes()) {
                word.append('/').append(pane.index()).append('.').append(flag(pane.dead()));
                word.append('.').append(pane.pid());
            }
            word.append(';');
        }
        return new PaneEvent.SessionSeen(word.toString()).word();
    }

    private static char flag(boolean on) {
        return on ? '1' : '0';
    }

    /**
     * Which panes each window has, in whatever order.
     *
     * @return ids by the windows' ids
     */
    public Map<String, Set<String>> panes() {
        return windows.stream()
                .collect(Collectors.toMap(
                        WindowInfo::id,
                        window -> window.panes().stream().map(PaneInfo::id).collect(Collectors.toSet()),
                        (a, b) -> a));
    }
}
