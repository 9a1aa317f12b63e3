package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.stream.PaneEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The last marks that a shell has made in a pane's stream (OSC 133). The oldest is dropped when there are more than
 * 256.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Marks {

    private static final int MOST = 256;

    private final Deque<PaneEvent.ShellMark> marks = new ArrayDeque<>();
    private boolean anyPrompt;

    synchronized void add(PaneEvent.ShellMark mark) {
        anyPrompt |= mark.kind() == 'B';
        marks.addLast(mark);
        if (marks.size() > MOST) {
            marks.removeFirst();
        }
    }

    /**
     * Whether the shell that made the last one waits for a command. Behind a {@code C} one of its commands runs: if
     * there is a prompt nevertheless, it is that of another shell, which makes no marks.
     */
    synchronized boolean waitsForCommand() {
        return last() != ' ' && last() != 'C';
    }

    /** The kind of the last one; a blank when there is none. */
    synchronized char last() {
        PaneEvent.ShellMark last = marks.peekLast();
        return last == null ? ' ' : last.kind();
    }

    /** Whether the shell has marked the end of a prompt, however long ago. */
    synchronized boolean anyPrompt() {
        return anyPrompt;
    }

    /** The first of a kind at or behind a position. */
    Optional<PaneEvent.ShellMark> first(char kind, long from) {
        return first(String.valueOf(kind), from);
    }

    /** The first of some kinds at or behind a position. */
    synchronized Optional<PaneEvent.ShellMark> first(String kinds, long from) {
        return marks.stream()
                .filter(mark -> kinds.indexOf(mark.kind()) >= 0 && mark.offset() >= from)
                .findFirst();
    }
}
