package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.stream.PaneEvent;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command between the marks of its shell: {@code C} before its output and {@code D} behind it, or behind the echo
 * where the shell makes no {@code C}.
 *
 * <p>What runs in the pane can print marks too: they are a shell's word, not a proof.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
final class MarkEnd implements CommandEnd {

    private final long typed;
    /** Where the end is looked for: after the marks of what was typed before. */
    private long since;

    private boolean begun;

    /** The position of the stream before the command was typed. */
    MarkEnd(long typed) {
        this.typed = typed;
        this.since = typed;
    }

    @Override
    public long readTo(long position, Marks marks) {
        Optional<PaneEvent.ShellMark> begin = marks.first('C', typed);
        if (begin.isPresent() && position < begin.get().offset()) {
            return begin.get().offset();
        }
        return end(marks).map(PaneEvent.ShellMark::offset).orElse(Long.MAX_VALUE);
    }

    @Override
    public Found look(CharSequence text, int before, long position, Marks marks) {
        int begin = 0;
        Optional<PaneEvent.ShellMark> first = marks.first('C', typed);
        if (!begun && first.isPresent() && position >= first.get().offset()) {
            begun = true;
            begin = position == first.get().offset() ? text.length() : behindTheEcho(text);
        }
        Optional<PaneEvent.ShellMark> last = end(marks);
        if (last.isEmpty() || position < last.get().offset()) {
            return Found.noEnd(begin);
        }
        if (!begun && text.toString().isBlank()) {
            // The shell echoes a command before it runs it: this is the end of an empty line that was typed before.
            since = last.get().offset() + 1;
            return Found.noEnd(text.length());
        }
        if (!begun) {
            begun = true;
            begin = behindTheEcho(text);
        }
        return new Found(begin, true, text.length(), last.get().status());
    }

    /**
     * A {@code D} without a {@code C} before it may be that of a prompt that was being printed, where the shell makes
     * both.
     */
    private Optional<PaneEvent.ShellMark> end(Marks marks) {
        Optional<PaneEvent.ShellMark> begin = marks.first('C', typed);
        if (begin.isPresent()) {
            return marks.first('D', begin.get().offset());
        }
        return marks.first('C', 0).isPresent() ? Optional.empty() : marks.first('D', since);
    }

    /** The output begins behind the line that was typed. A piece of it is left where the rest was not read. */
    private static int behindTheEcho(CharSequence text) {
        int end = text.toString().indexOf('\n');
        return end < 0 ? text.length() : end + 1;
    }

    /** Marks are told whatever becomes of the output. */
    @Override
    public void missing() {}

    @Override
    public Optional<OptionalInt> onScreen(CharSequence screen) {
        return Optional.empty();
    }

    @Override
    public int begin(CharSequence text) {
        return begun ? 0 : behindTheEcho(text);
    }

    @Override
    public boolean begun() {
        return begun;
    }
}
