package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.Snapshot;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What happens to a pane beside its output. */
public sealed interface PaneEvent {

    /** The program set the title. */
    record Title(String title) implements PaneEvent {}

    /** The program rang the bell. */
    record Bell() implements PaneEvent {}

    /** The program offers text for the clipboard (OSC 52). */
    record Clipboard(String text) implements PaneEvent {}

    /** The pane entered or left a mode such as copy mode. */
    record Mode(boolean inMode) implements PaneEvent {}

    /** From now on screens stand for what the pane prints, which is faster than anybody draws, or no longer. */
    record Screens(boolean on) implements PaneEvent {}

    /** The pane has another size, from a barrier in the log on. */
    record Resized(TerminalSize size) implements PaneEvent {}

    /** The session has another name. */
    record SessionRenamed(String name) implements PaneEvent {}

    /**
     * Windows or panes of the pane's session may have changed.
     *
     * @param windowId the window that it is about, when the change matters only if it belongs to the session; else
     *     empty
     */
    record LayoutMayHaveChanged(String windowId) implements PaneEvent {}

    /**
     * The windows and panes of the pane's session, seen at a look at the pane: there are changes that tmux notifies
     * nobody of, such as swapped windows. Not subscribed to, because that ends servers (docs/architecture.md).
     *
     * @param word one that differs when they do: {@link #FORMAT} for the session
     */
    record SessionSeen(String word) implements PaneEvent {

        /** What tmux is asked for; of each window its index and flags, of each of its panes index, end and process. */
        public static final String FORMAT = "#{W:#{window_index}.#{window_active}#{window_zoomed_flag}"
                + "#{window_activity_flag}#{window_bell_flag}#{P:/#{pane_index}.#{pane_dead}.#{pane_pid}};}";

        /** Puts the panes of each window into one order: tmux before 3.6 has them by index, later ones by id. */
        public SessionSeen {
            word = Arrays.stream(word.split(";")).map(SessionSeen::inOrder).collect(Collectors.joining(";"));
        }

        private static String inOrder(String window) {
            String[] parts = window.split("/");
            Arrays.sort(parts, 1, parts.length);
            return String.join("/", parts);
        }
    }

    /** A person's terminal was attached to some session or detached, other than by this kind of client. */
    record PeopleChanged() implements PaneEvent {}

    /**
     * What viewers had at this offset was compared with tmux and is right.
     *
     * @param offset the offset
     * @param hash that of {@code check}
     * @param screen what tmux had
     */
    record Checked(long offset, String hash, Snapshot screen) implements PaneEvent {}

    /**
     * A shell marks its prompts and commands (OSC 133).
     *
     * @param offset where in the stream; told before the bytes behind it, and maybe those before it, are in the log
     * @param kind {@code A} before a prompt, {@code B} behind it, {@code C} before a command's output, {@code D} behind
     *     that
     * @param status exit status of the command, with {@code D}, where the shell tells
     */
    record ShellMark(long offset, char kind, OptionalInt status) implements PaneEvent {}

    /** Sessions of the server came or went. */
    record SessionsChanged() implements PaneEvent {}

    /** The pane has ended, and output is missing before that, or may be, for which no snapshot stands. */
    record Gap() implements PaneEvent {}

    /** The program has ended, and the pane is about to go; what was printed last is still to be read. */
    record Dying() implements PaneEvent {}
}
