package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.stream.PaneEvent;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A command between the marks of its shell: {@code C} before its output and {@code D} behind it, or behind the echo
 * where the shell makes no {@code C}.
 *
 * <p>Where output is missing, either may be in it: behind that the command has ended as soon as there is a mark of a
 * prompt that was not there before.
 *
 * <p>What runs in the pane can print marks too: they are a shell's word, not a proof.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
final class MarkEnd implements CommandEnd {

    /** The marks of a prompt, in their order. */
    private static final String PROMPT = "DAB";

    private static final long NOTHING_LOST = -1;

    private final long typed;
    /** What a prompt that was not there before can begin with, if the begin of the command is not known. */
    private final String anew;
    /** Where the end is looked for: after the marks of what was typed before. */
    private long since;

    private long lost = NOTHING_LOST;
    private boolean begun;

    /**
     * Typed at a position of the stream, behind a mark. Those that come behind that one in a prompt may still be of the
     * same.
     */
    MarkEnd(long typed, char last) {
        this.typed = typed;
        this.anew = PROMPT.substring(0, PROMPT.indexOf(last) + 1);
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
        if (!begun && lost == NOTHING_LOST && text.toString().isBlank()) {
            // The shell echoes a command before it runs it: this is the end of an empty line that was typed before.
            since = last.get().offset() + 1;
            return Found.noEnd(text.length());
        }
        if (!begun) {
            begun = true;
            begin = behindTheEcho(text);
        }
        boolean told = last.get().kind() == 'D';
        return new Found(
                begin, true, text.length(), text.length(), told ? last.get().status() : OptionalInt.empty());
    }

    /**
     * A {@code D} without a {@code C} before it may be that of a prompt that was being printed, where the shell makes
     * both.
     */
    private Optional<PaneEvent.ShellMark> end(Marks marks) {
        Optional<PaneEvent.ShellMark> begin = marks.first('C', typed);
        Optional<PaneEvent.ShellMark> end = begin.isPresent()
                ? marks.first('D', begin.get().offset())
                : marks.first('C', 0).isPresent() ? Optional.empty() : marks.first('D', since);
        return end.isPresent() || lost == NOTHING_LOST ? end : behindTheGap(marks, begin);
    }

    /** What is missing had the end, if a prompt's mark comes that cannot be of the one in which it was typed. */
    private Optional<PaneEvent.ShellMark> behindTheGap(Marks marks, Optional<PaneEvent.ShellMark> begin) {
        return begin.isPresent()
                ? marks.first(PROMPT, Math.max(lost, begin.get().offset()))
                : marks.first(anew, lost);
    }

    /** The output begins behind the line that was typed. A piece of it is left where the rest was not read. */
    private static int behindTheEcho(CharSequence text) {
        int end = text.toString().indexOf('\n');
        return end < 0 ? text.length() : end + 1;
    }

    @Override
    public void missing(long until) {
        lost = until;
    }

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
