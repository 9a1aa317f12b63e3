package io.tmuxbridge.core.drive;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command between the words of a {@link ShellLine}.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
final class WordEnd implements CommandEnd {

    private final ShellLine line;
    private final Pattern end;
    private boolean begun;

    WordEnd(ShellLine line) {
        this.line = line;
        this.end = Pattern.compile(Pattern.quote(line.end()) + "(\\d{1,3})\n");
    }

    @Override
    public long readTo(long position, Marks marks) {
        return Long.MAX_VALUE;
    }

    @Override
    public Found look(CharSequence text, int before, long position, Marks marks) {
        int begin = 0;
        if (!begun) {
            int at = text.toString().indexOf(line.begin());
            if (at < 0) {
                return Found.noEnd(Math.max(0, text.length() - line.begin().length()));
            }
            begun = true;
            begin = at + line.begin().length();
        }
        Matcher matcher = end.matcher(text);
        matcher.region(
                Math.max(begin, Math.min(text.length(), before - line.end().length() - 4)), text.length());
        return matcher.find()
                ? new Found(begin, true, matcher.start(), OptionalInt.of(Integer.parseInt(matcher.group(1))))
                : Found.noEnd(begin);
    }

    @Override
    public Optional<OptionalInt> onScreen(CharSequence screen) {
        Matcher matcher = end.matcher(screen);
        begun |= screen.toString().contains(line.begin());
        return matcher.find() ? Optional.of(OptionalInt.of(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }

    @Override
    public boolean begun() {
        return begun;
    }
}
