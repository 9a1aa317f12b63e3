package io.tmuxbridge.client;

import io.tmuxbridge.WindowInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened to a terminal and is not output, see "Events" in docs/protocol.md. Minor versions may add kinds: ignore
 * those you do not know, and give a {@code switch} over them a {@code default}.
 */
public sealed interface TerminalEvent {

    /**
     * The session's windows and panes, whole: first when it is viewed, then after changes. Every terminal that shows one of
     * the panes is told.
     *
     * @param sessionId the session's {@code $id}
     * @param sessionName its name
     * @param windows its windows in order of index
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
     * @param title the new one, as the program set it
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
     * The pane went into one of tmux's modes, or left it.
     *
     * @param copyMode whether it is in one: tmux then shows the mode and not what the program prints
     */
    record Mode(boolean copyMode) implements TerminalEvent {}

    /**
     * Viewers came or went.
     *
     * @param count how many there are
     */
    record Viewers(int count) implements TerminalEvent {}

    /**
     * Another viewer types.
     *
     * @param caller who
     */
    record Typing(String caller) implements TerminalEvent {}

    /**
     * Whose size the window has.
     *
     * @param by {@code viewer}, {@code policy} or {@code tmux}
     * @param caller who, when it is a viewer's
     */
    record SizeOwner(String by, Optional<String> caller) implements TerminalEvent {}

    /**
     * The session has a new name.
     *
     * @param newName the name
     */
    record SessionRenamed(String newName) implements TerminalEvent {}

    /**
     * The listener was too slow: bytes of the stream were left out, before the snapshot that follows, or before the end when the pane is
     * gone and there is none.
     *
     * @param bytes how many
     */
    record Skipped(long bytes) implements TerminalEvent {}

    /**
     * The pane prints faster than anybody draws, and all who watch it may skip: snapshots stand for its output from now on, or no
     * longer.
     *
     * @param on whether they do
     */
    record Screens(boolean on) implements TerminalEvent {}

    /**
     * The viewer may type from now on, or no longer.
     *
     * @param writes whether it may
     */
    record Access(boolean writes) implements TerminalEvent {}

    /**
     * Who has the write lease of the session.
     *
     * @param holder who has it; absent when everybody types who may
     * @param requests who asks for it
     */
    record Lease(Optional<String> holder, List<String> requests) implements TerminalEvent {
        /** Takes an unmodifiable copy. */
        public Lease {
            requests = List.copyOf(requests);
        }
    }

    /**
     * What an emulator that has parsed the stream up to here should show. Anyone may ignore it; one that differs may call
     * {@link Terminal#refresh()}, rarely.
     *
     * @param offset position in the stream
     * @param hash as in "Hash of a screen" in docs/protocol.md
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
