package io.tmuxbridge.core.feed;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.tmux.Notification;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notices what tmux does not say outright: that a pane's cell of the layout has another size, that another process runs
 * in it (respawn-pane sends nothing), that it is in another session.
 *
 * <p><b>Threads:</b> the reader thread's.
 */
final class LayoutWatch {

    private final String sessionId;
    /** A pane that seems to be elsewhere is looked for at every so many looks. */
    private static final int LOOKS = 4;

    private final Pattern cell;
    private String windowId;
    private String process = "";
    private String elsewhere = "";
    private int looks;

    LayoutWatch(PaneAddress address) {
        sessionId = address.sessionId();
        windowId = address.windowId();
        cell = Pattern.compile("(\\d+)x(\\d+),-?\\d+,-?\\d+," + address.pane() + "(?![\\dx])");
    }

    /**
     * Whether the change gives the pane another size than the one known; also when it does not tell. A pane may be
     * moved to another window, which is then its window.
     */
    boolean resizes(Notification.LayoutChanged change, TerminalSize known) {
        if (!change.windowId().equals(windowId)) {
            if (!cell.matcher(change.layout()).find()) {
                return false;
            }
            windowId = change.windowId();
        }
        String visible = change.visibleLayout().isEmpty() ? change.layout() : change.visibleLayout();
        Matcher found = cell.matcher(visible);
        return !found.find()
                || Integer.parseInt(found.group(1)) != known.cols()
                || Integer.parseInt(found.group(2)) != known.rows();
    }

    /**
     * What a notification says about more than the pane: its session's layout, who is attached, or that sessions came
     * or went.
     */
    Optional<PaneEvent> event(Notification notification) {
        if (notification instanceof Notification.ClientDetached gone) {
            return person(gone.client());
        }
        if (notification instanceof Notification.ClientSessionChanged moved) {
            return person(moved.client());
        }
        if (notification instanceof Notification.SessionsChanged) {
            return Optional.of(new PaneEvent.SessionsChanged());
        }
        return window(notification).map(PaneEvent.LayoutMayHaveChanged::new);
    }

    /**
     * The window whose belonging to the session matters, empty when none does; absent when the layout is not concerned.
     */
    private Optional<String> window(Notification notification) {
        if (notification instanceof Notification.WindowClosed closed) {
            return Optional.of(closed.windowId());
        }
        if (notification instanceof Notification.WindowRenamed renamed) {
            return Optional.of(renamed.windowId());
        }
        boolean concerned = notification instanceof Notification.LayoutChanged
                || notification instanceof Notification.WindowPaneChanged
                || notification instanceof Notification.WindowAdded added && added.linked()
                || notification instanceof Notification.SessionWindowChanged current
                        && current.sessionId().equals(sessionId)
                || notification instanceof Notification.SessionRenamed renamed
                        && renamed.sessionId().equals(sessionId);
        return concerned ? Optional.of("") : Optional.empty();
    }

    /**
     * Clients of people have the name of their terminal; those on pipes, such as the bridge's own, are called
     * client-PID.
     */
    private static Optional<PaneEvent> person(String client) {
        return client.startsWith("client-") ? Optional.empty() : Optional.of(new PaneEvent.PeopleChanged());
    }

    /**
     * Whether the pane may have left its session: tmux names another one, as it also does now and then for a window
     * that is linked to several.
     */
    boolean mayHaveLeft(String named, String links) {
        String now = named.equals(sessionId) ? "" : named + " " + links;
        boolean news = !now.equals(elsewhere);
        elsewhere = now;
        return !now.isEmpty() && (news || ++looks % LOOKS == 0);
    }

    /** Whether the pane's process is another one than last time. */
    boolean otherProcess(String pid) {
        boolean other = !process.isEmpty() && !process.equals(pid);
        process = pid;
        return other;
    }
}
