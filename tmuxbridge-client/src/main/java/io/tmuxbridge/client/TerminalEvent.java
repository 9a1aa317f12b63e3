package io.tmuxbridge.client;

import io.tmuxbridge.WindowInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened to a terminal and is not output; see "Events" in docs/protocol.md. Minor versions may add
 * kinds: ignore those you do not know, and give a {@code switch} over them a {@code default}.
 */
public sealed interface TerminalEvent {

    /**
     * The session's complete windows and panes: sent when viewing starts, then after each change. Every terminal that
     * shows one of the panes receives it.
     *
     * @param sessionId the session's {@code $id}
     * @param sessionName its name
     * @param windows its windows in index order
     */
    record Layout(String sessionId, String sessionName, List<WindowInfo> windows) implements TerminalEvent {
        /** Takes an unmodifiable copy. */
        public Layout {
            windows = List.copyOf(windows);
        }
    }

    /**
     * The pane's title changed.
     *
     * @param title the new title, as the program set it
     */
    record Title(String title) implements TerminalEvent {}

    /** The program rang the bell. */
    record Bell() implements TerminalEvent {}

    /**
     * The program offered text for the clipboard.
     *
     * @param text the text
     */
    record Clipboard(String text) implements TerminalEvent {}

    /**
     * The pane entered or left one of tmux's modes.
     *
     * @param copyMode whether it is in a mode: tmux then shows the mode instead of what the program prints
     */
    record Mode(boolean copyMode) implements TerminalEvent {}

    /**
     * Viewers joined or left.
     *
     * @param count how many viewers there are now
     */
    record Viewers(int count) implements TerminalEvent {}

    /**
     * Another viewer is typing.
     *
     * @param caller who is typing
     */
    record Typing(String caller) implements TerminalEvent {}

    /**
     * Whose size the window has.
     *
     * @param by {@code viewer}, {@code policy} or {@code tmux}
     * @param caller the caller of that viewer, when it is a viewer's size
     */
    record SizeOwner(String by, Optional<String> caller) implements TerminalEvent {}

    /**
     * The session was renamed.
     *
     * @param newName the new name
     */
    record SessionRenamed(String newName) implements TerminalEvent {}

    /**
     * The listener was too slow: bytes of the stream were omitted, before the snapshot that follows, or before the end
     * if the pane is gone and there is no snapshot.
     *
     * @param bytes how many bytes
     */
    record Skipped(long bytes) implements TerminalEvent {}

    /**
     * Output is, or may be, missing before the snapshot that follows, or before the end if the pane is gone and there
     * is no snapshot: tmux discarded it, or the server was not connected to the pane for a moment. Nobody can count it.
     */
    record Gap() implements TerminalEvent {}

    /**
     * The pane prints faster than anybody can draw, and all its viewers allow skipping: from now on snapshots replace
     * its output, or no longer do.
     *
     * @param on whether snapshots replace the output
     */
    record Screens(boolean on) implements TerminalEvent {}

    /**
     * The viewer gained or lost the right to type.
     *
     * @param writes whether it may type now
     */
    record Access(boolean writes) implements TerminalEvent {}

    /**
     * Who holds the session's write lease.
     *
     * @param holder who holds it; absent when everybody who is allowed to type may do so
     * @param requests who is requesting it
     */
    record Lease(Optional<String> holder, List<String> requests) implements TerminalEvent {
        /** Takes an unmodifiable copy. */
        public Lease {
            requests = List.copyOf(requests);
        }
    }

    /**
     * What an emulator that has parsed the stream up to this point should show. It can be ignored; an application whose
     * emulator differs may call {@link Terminal#refresh()}, but only rarely.
     *
     * @param offset position in the stream
     * @param hash the hash described in "Hash of a screen" in docs/protocol.md
     */
    record Check(long offset, String hash) implements TerminalEvent {}

    /**
     * An event that this version does not know.
     *
     * @param name its name
     * @param fields its fields: strings, numbers, booleans, lists and maps of these
     */
    record Other(String name, Map<String, Object> fields) implements TerminalEvent {}
}
