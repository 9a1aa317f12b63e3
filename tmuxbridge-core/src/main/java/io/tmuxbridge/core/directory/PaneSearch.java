package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.terminal.CapturedLines;
import io.tmuxbridge.core.terminal.TabStops;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds text in a pane's screen and history, newest lines first.
 *
 * <p>A pattern comes from outside and may be made to take for ever: matching ends after a time, with an error. History
 * is read in pages, so that tmux is never held up for more than some milliseconds.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds up to the limit.
 */
public final class PaneSearch {

    private static final int MAX_PATTERN = 1000;
    private static final int MAX_MATCHES = 10_000;
    private static final int PAGE = 4000;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Pattern pattern;
    private final int limit;

    /**
     * Prepares a search.
     *
     * @param text what to find
     * @param regex whether it is a regular expression, else plain text
     * @param limit most matches wanted, 1 to 10000
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when a value is out of range or the expression is none
     */
    public PaneSearch(String text, boolean regex, int limit) {
        if (limit < 1 || limit > MAX_MATCHES) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "limit is " + limit + ": it must be 1 to " + MAX_MATCHES);
        }
        this.pattern = pattern(text, regex);
        this.limit = limit;
    }

    /**
     * A pattern that comes from outside.
     *
     * @param text what to find, 1 to 1000 characters
     * @param regex whether it is a regular expression, else plain text
     * @return the pattern; matching with it may take for ever
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is too long or no expression
     */
    public static Pattern pattern(String text, boolean regex) {
        if (text.isEmpty() || text.length() > MAX_PATTERN) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "pattern must have 1 to " + MAX_PATTERN + " characters");
        }
        try {
            return Pattern.compile(text, regex ? 0 : Pattern.LITERAL);
        } catch (PatternSyntaxException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "pattern is no regular expression: " + e.getDescription(), e);
        }
    }

    /**
     * Searches. A line that tmux has wrapped is searched as one.
     *
     * @param history reads the pane
     * @param paneId {@code %id}
     * @return matches with {@code line} (the row in which the match begins; 0 is the top of the screen, negative is
     *     history), {@code text} (that row, and those into which the match wraps), {@code column} and {@code length} in
     *     UTF-16 units of it, {@code cell} and {@code cells} in columns of the screen
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when matching takes longer than 2 s
     */
    public List<Map<String, ?>> in(LineSource history, String paneId) {
        List<Map<String, ?>> matches = new ArrayList<>();
        try {
            search(history, paneId, matches);
        } catch (StackOverflowError e) {
            throw new TmuxBridgeException(ErrorCode.LIMIT, "the pattern nests too deep; use a simpler pattern", e);
        }
        return matches;
    }

    private void search(LineSource history, String paneId, List<Map<String, ?>> matches) {
        long left = LIMIT_NANOS;
        PaneHistory.Lines page = history.read(paneId, 0, TerminalSize.MAX, false);
        left -= searchPage(page, left, matches);
        while (matches.size() < limit && page.start() > -page.historySize()) {
            int last = page.start() - 1;
            page = history.read(paneId, last - PAGE + 1, last, false);
            if (page.lines().isEmpty()) {
                return;
            }
            left -= searchPage(page, left, matches);
        }
    }

    /**
     * Newest lines first; returns the nanoseconds it took. A line that goes on in another page is searched in two
     * parts.
     */
    private long searchPage(PaneHistory.Lines page, long nanos, List<Map<String, ?>> matches) {
        long begun = System.nanoTime();
        long until = begun + nanos;
        int end = page.lines().size();
        while (end > 0 && matches.size() < limit) {
            int begin = end - 1;
            while (begin > 0 && page.wrapped().get(begin - 1)) {
                begin--;
            }
            searchLine(page, begin, end, until, matches);
            end = begin;
        }
        return System.nanoTime() - begun;
    }

    private void searchLine(PaneHistory.Lines page, int begin, int end, long until, List<Map<String, ?>> matches) {
        String text = String.join("", page.lines().subList(begin, end));
        Matcher matcher = pattern.matcher(new TimedText(text, until, "the search"));
        int row = begin;
        int rowStart = 0;
        while (matches.size() < limit && matcher.find()) {
            while (row < end - 1
                    && matcher.start() >= rowStart + page.lines().get(row).length()) {
                rowStart += page.lines().get(row++).length();
            }
            int last = row;
            int rowsEnd = rowStart + page.lines().get(row).length();
            while (last < end - 1 && rowsEnd < matcher.end()) {
                rowsEnd += page.lines().get(++last).length();
            }
            matches.add(match(page.start() + row, text.substring(rowStart, rowsEnd), matcher, rowStart, page.tabs()));
        }
    }

    private static Map<String, ?> match(int line, String text, Matcher matcher, int rowStart, TabStops tabs) {
        int column = matcher.start() - rowStart;
        int end = matcher.end() - rowStart;
        int cell = CapturedLines.cells(text.substring(0, column), 0, tabs);
        return Map.of(
                "line",
                line,
                "column",
                column,
                "length",
                end - column,
                "cell",
                cell,
                "cells",
                CapturedLines.cells(text.substring(column, end), cell, tabs),
                "text",
                text);
    }
}
