package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.ViewerOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer has of its pane, as messages about a terminal: output, screens, and what happens as {@code event}.
 * Sizes and the end of a pane have messages of their own; that sessions came or went is told once to every connection,
 * not to every terminal.
 *
 * <p><b>Threads:</b> stateless.
 */
final class TerminalMessages {

    private TerminalMessages() {}

    static ServerMessage.Output output(ServerMessage.Terminal terminal, ViewerOutput.Bytes bytes) {
        OptionalInt none = OptionalInt.empty();
        return new ServerMessage.Output(terminal, bytes.offset(), bytes.end(), false, none, none, bytes.data());
    }

    /** A screen, and before it what is missing there, and its size unless the viewer was told that one last. */
    static List<ServerMessage> screen(
            ServerMessage.Terminal terminal, ViewerOutput.Screen screen, @Nullable TerminalSize told) {
        List<ServerMessage> messages = new ArrayList<>();
        if (screen.skipped() > 0) {
            event(terminal, "skipped", Map.of("bytes", screen.skipped())).ifPresent(messages::add);
        }
        if (screen.gap()) {
            event(terminal, "gap", Map.of()).ifPresent(messages::add);
        }
        Snapshot shown = screen.snapshot();
        TerminalSize size = shown.size();
        if (!size.equals(told)) {
            messages.add(new ServerMessage.Resized(terminal, size.cols(), size.rows(), shown.offset()));
        }
        OptionalInt cols = OptionalInt.of(size.cols());
        OptionalInt rows = OptionalInt.of(size.rows());
        messages.add(
                new ServerMessage.Output(terminal, shown.offset(), shown.offset(), true, cols, rows, shown.data()));
        return messages;
    }

    /** Empty for what is told otherwise. */
    static Optional<ServerMessage> event(ServerMessage.Terminal terminal, PaneEvent event) {
        if (event instanceof PaneEvent.Title title) {
            return event(terminal, "title", Map.of("title", title.title()));
        }
        if (event instanceof PaneEvent.Bell) {
            return event(terminal, "bell", Map.of());
        }
        if (event instanceof PaneEvent.Clipboard clipboard) {
            return event(terminal, "clipboard", Map.of("text", clipboard.text()));
        }
        if (event instanceof PaneEvent.Mode mode) {
            return event(terminal, "mode", Map.of("copyMode", mode.inMode()));
        }
        if (event instanceof PaneEvent.Screens screens) {
            return event(terminal, "screens", Map.of("on", screens.on()));
        }
        if (event instanceof PaneEvent.Checked checked) {
            return Optional.of(new ServerMessage.Check(terminal, checked.offset(), checked.hash()));
        }
        if (event instanceof PaneEvent.SessionRenamed renamed) {
            return event(terminal, "session-renamed", Map.of("newName", renamed.name()));
        }
        return Optional.empty();
    }

    private static Optional<ServerMessage> event(ServerMessage.Terminal terminal, String name, Map<String, ?> fields) {
        return Optional.of(new ServerMessage.Event(Optional.of(terminal), name, fields));
    }
}
