package io.tmuxbridge.core.drive;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command between the words of a {@link ShellLine}.
 *
 * <p>Where output is missing, the first word may be in it: from there on the second one is looked for alone.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
final class WordEnd implements CommandEnd {

    private final ShellLine line;
    private final Pattern end;
    /** Characters that a word can have before what is new, so that one that comes in pieces is found. */
    private final int reach;
    /** Characters at the front of the text that are none of the output, if the output has begun. */
    private int kept;

    private boolean found;
    private boolean missing;

    WordEnd(ShellLine line) {
        this.line = line;
        this.end = Pattern.compile(Pattern.quote(line.end()) + "(\\d{1,3})\n");
        this.reach = Math.max(line.begin().length(), line.end().length() + 4);
    }

    @Override
    public long readTo(long position, Marks marks) {
        return Long.MAX_VALUE;
    }

    @Override
    public Found look(CharSequence text, int before, long position, Marks marks) {
        int from = Math.max(0, before - reach);
        if (!found) {
            lookForTheBegin(text, from);
        }
        if (!found && !missing) {
            kept = Math.min(text.length(), reach);
            return Found.noEnd(text.length() - kept);
        }
        Matcher matcher = end.matcher(text).region(from, text.length());
        if (matcher.find()) {
            int begin = Math.min(kept, matcher.start());
            kept = 0;
            OptionalInt status = OptionalInt.of(Integer.parseInt(matcher.group(1)));
            return new Found(begin, true, matcher.start(), matcher.end(), status);
        }
        return Found.noEnd(found || text.length() > kept + reach ? drop() : 0);
    }

    private void lookForTheBegin(CharSequence text, int from) {
        int at = text.subSequence(from, text.length()).toString().indexOf(line.begin());
        if (at >= 0) {
            found = true;
            kept = from + at + line.begin().length();
        }
    }

    private int drop() {
        int dropped = kept;
        kept = 0;
        return dropped;
    }

    @Override
    public void missing(long until) {
        missing = true;
    }

    @Override
    public Optional<OptionalInt> onScreen(CharSequence screen) {
        Matcher matcher = end.matcher(screen);
        found |= screen.toString().contains(line.begin());
        return matcher.find() ? Optional.of(OptionalInt.of(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }

    /** Before the word, and before what is missing, there is nothing but the echo of what was typed. */
    @Override
    public int begin(CharSequence text) {
        return found || missing ? Math.min(kept, text.length()) : text.length();
    }

    @Override
    public boolean begun() {
        return kept == 0 && (found || missing);
    }
}
