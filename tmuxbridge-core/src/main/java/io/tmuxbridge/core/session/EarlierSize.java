package io.tmuxbridge.core.session;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.directory.SessionReader;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size that a window had before a bridge gave it another one, as it is kept in tmux: {@code 100x25/120x40}. With it
 * goes the one that was given: a window that has neither was resized by somebody else since, and nobody knows of that
 * if no bridge was there.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param size from before
 * @param given the one that a bridge gave last; absent when that is not known
 */
record EarlierSize(TerminalSize size, Optional<TerminalSize> given) {

    /** User option of a window that keeps it. */
    static final String OPTION = "@tmuxbridge-before";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})x(\\d{1,4})(?:/(\\d{1,4})x(\\d{1,4}))?");

    /** The option may hold anything: it is the user's. */
    static Optional<EarlierSize> parse(String text) {
        Matcher match = TEXT.matcher(text);
        return match.matches() ? size(match, 1).map(size -> new EarlierSize(size, size(match, 3))) : Optional.empty();
    }

    private static Optional<TerminalSize> size(Matcher match, int group) {
        String cols = match.group(group);
        String rows = match.group(group + 1);
        return cols == null || cols.matches("0+") || rows.matches("0+")
                ? Optional.empty()
                : Optional.of(SessionReader.size(cols, rows));
    }

    /** Whether a window of that size was resized by somebody else since. */
    boolean isOver(TerminalSize present) {
        return given.filter(size -> !size.equals(present)).isPresent();
    }

    /** The command that has tmux remember it; does nothing for a window that is gone. */
    TmuxCommand remember(String windowId) {
        return TmuxCommand.of("set-option", "-q", "-w", "-t", windowId, OPTION, this.toString());
    }

    /** The command that has tmux forget it; does nothing for a window that is gone. */
    static TmuxCommand forget(String windowId) {
        return TmuxCommand.of("set-option", "-q", "-w", "-u", "-t", windowId, OPTION);
    }

    @Override
    public String toString() {
        return size + given.map(last -> "/" + last).orElse("");
    }
}
