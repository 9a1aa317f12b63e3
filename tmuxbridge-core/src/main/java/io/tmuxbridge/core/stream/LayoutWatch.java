package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.tmux.Notification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notices what tmux does not say outright: that a pane's cell of the layout has another size, or that another process runs
 * in it (respawn-pane sends nothing).
 *
 * <p><b>Threads:</b> the reader thread's.
 */
final class LayoutWatch {

    private final String windowId;
    private final Pattern cell;
    private String process = "";

    LayoutWatch(PaneAddress address) {
        windowId = address.windowId();
        cell = Pattern.compile("(\\d+)x(\\d+),\\d+,\\d+," + address.pane() + "(?![\\dx])");
    }

    /** Whether the change gives the pane another size than the one known; also when it does not tell. */
    boolean resizes(Notification.LayoutChanged change, TerminalSize known) {
        if (!change.windowId().equals(windowId)) {
            return false;
        }
        String visible = change.visibleLayout().isEmpty() ? change.layout() : change.visibleLayout();
        Matcher found = cell.matcher(visible);
        return !found.find()
                || Integer.parseInt(found.group(1)) != known.cols()
                || Integer.parseInt(found.group(2)) != known.rows();
    }

    /** Whether the pane's process is another one than last time. */
    boolean otherProcess(String pid) {
        boolean other = !process.isEmpty() && !process.equals(pid);
        process = pid;
        return other;
    }
}
