package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.stream.PaneEvent;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to a pane, as {@code event} messages. Sizes and the end of a pane have messages of their own; that sessions
 * came or went is told once to every connection, not to every terminal.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Events {

    private Events() {}

    static Optional<ServerMessage> message(ServerMessage.Terminal terminal, PaneEvent event) {
        if (event instanceof PaneEvent.Title title) {
            return message(terminal, "title", Map.of("title", title.title()));
        }
        if (event instanceof PaneEvent.Bell) {
            return message(terminal, "bell", Map.of());
        }
        if (event instanceof PaneEvent.Clipboard clipboard) {
            return message(terminal, "clipboard", Map.of("text", clipboard.text()));
        }
        if (event instanceof PaneEvent.Mode mode) {
            return message(terminal, "mode", Map.of("copyMode", mode.inMode()));
        }
        if (event instanceof PaneEvent.Screens screens) {
            return message(terminal, "screens", Map.of("on", screens.on()));
        }
        if (event instanceof PaneEvent.Checked checked) {
            return Optional.of(new ServerMessage.Check(terminal, checked.offset(), checked.hash()));
        }
        if (event instanceof PaneEvent.SessionRenamed renamed) {
            return message(terminal, "session-renamed", Map.of("newName", renamed.name()));
        }
        return Optional.empty();
    }

    private static Optional<ServerMessage> message(
            ServerMessage.Terminal terminal, String name, Map<String, ?> fields) {
        return Optional.of(new ServerMessage.Event(Optional.of(terminal), name, fields));
    }
}
