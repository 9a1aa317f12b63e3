package io.tmuxbridge.core.tmux;

import io.tmuxbridge.core.tmux.Notification.ClientDetached;
import io.tmuxbridge.core.tmux.Notification.ClientSessionChanged;
import io.tmuxbridge.core.tmux.Notification.Continued;
import io.tmuxbridge.core.tmux.Notification.LayoutChanged;
import io.tmuxbridge.core.tmux.Notification.PaneModeChanged;
import io.tmuxbridge.core.tmux.Notification.Paused;
import io.tmuxbridge.core.tmux.Notification.SessionChanged;
import io.tmuxbridge.core.tmux.Notification.SessionRenamed;
import io.tmuxbridge.core.tmux.Notification.SessionWindowChanged;
import io.tmuxbridge.core.tmux.Notification.SessionsChanged;
import io.tmuxbridge.core.tmux.Notification.Unknown;
import io.tmuxbridge.core.tmux.Notification.WindowAdded;
import io.tmuxbridge.core.tmux.Notification.WindowClosed;
import io.tmuxbridge.core.tmux.Notification.WindowPaneChanged;
import io.tmuxbridge.core.tmux.Notification.WindowRenamed;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the notifications of tmux 3.2 to 3.8 (control-notify.c and control.c of tmux). A line that is not in the form
 * expected of its word is {@link Unknown}, never an error: every release adds some. So is what the bridge has no use
 * for. <b>Threads:</b> stateless.
 */
final class Notifications {

    private static final Pattern ID = Pattern.compile("[$@%][0-9]{1,9}");

    private Notifications() {}

    static Notification parse(String line) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        return parse(word, rest).map(Notification.class::cast).orElseGet(() -> new Unknown(line));
    }

    private static Optional<? extends Notification> parse(String word, String rest) {
        return switch (word) {
            case "%pause" -> pane(rest).map(Paused::new);
            case "%continue" -> pane(rest).map(Continued::new);
            case "%pane-mode-changed" -> pane(rest).map(PaneModeChanged::new);
            case "%window-add" -> id('@', rest).map(id -> new WindowAdded(id, true));
            case "%unlinked-window-add" -> id('@', rest).map(id -> new WindowAdded(id, false));
            case "%window-close", "%unlinked-window-close" -> id('@', rest).map(WindowClosed::new);
            case "%window-renamed", "%unlinked-window-renamed" ->
                id('@', first(rest)).map(id -> new WindowRenamed(id, after(rest)));
            case "%window-pane-changed" ->
                id('@', first(rest)).flatMap(id -> pane(after(rest)).map(pane -> new WindowPaneChanged(id, pane)));
            case "%layout-change" -> id('@', first(rest)).map(id -> layout(id, after(rest)));
            case "%session-changed" -> id('$', first(rest)).map(id -> new SessionChanged(id, after(rest)));
            case "%session-renamed" -> id('$', first(rest)).map(id -> new SessionRenamed(id, after(rest)));
            case "%session-window-changed" ->
                id('$', first(rest))
                        .flatMap(id -> id('@', after(rest)).map(window -> new SessionWindowChanged(id, window)));
            case "%sessions-changed" -> Optional.of(new SessionsChanged());
            case "%client-session-changed" -> clientSession(rest);
            case "%client-detached" -> Optional.of(new ClientDetached(rest));
            default -> Optional.empty();
        };
    }

    private static LayoutChanged layout(String window, String rest) {
        return new LayoutChanged(window, first(rest), first(after(rest)));
    }

    private static Optional<ClientSessionChanged> clientSession(String rest) {
        String afterClient = after(rest);
        return id('$', first(afterClient)).map(id -> new ClientSessionChanged(first(rest), id, after(afterClient)));
    }

    private static String first(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static String after(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1);
    }

    private static Optional<String> id(char prefix, String text) {
        return Optional.of(text).filter(id -> ID.matcher(id).matches() && id.charAt(0) == prefix);
    }

    private static Optional<Integer> pane(String text) {
        return id('%', text).map(id -> Integer.parseInt(id.substring(1)));
    }
}
