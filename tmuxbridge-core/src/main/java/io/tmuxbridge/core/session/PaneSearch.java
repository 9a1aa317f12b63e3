package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
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
 * <p>A pattern comes from outside and may be made to take for ever: matching ends after a time, with an error.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds up to the limit.
 */
public final class PaneSearch {

    private static final int MAX_PATTERN = 1000;
    private static final int MAX_MATCHES = 10_000;
    private static final int PAGE = 5000;
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
        if (text.isEmpty() || text.length() > MAX_PATTERN) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "pattern must have 1 to " + MAX_PATTERN + " characters");
        }
        if (limit < 1 || limit > MAX_MATCHES) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "limit is " + limit + ": it must be 1 to " + MAX_MATCHES);
        }
        try {
            this.pattern = Pattern.compile(text, regex ? 0 : Pattern.LITERAL);
        } catch (PatternSyntaxException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "pattern is no regular expression: " + e.getDescription(), e);
        }
        this.limit = limit;
    }

    /**
     * Searches.
     *
     * @param layouts reads the pane
     * @param paneId {@code %id}
     * @return matches with {@code line} (0 is the top of the screen, negative is history), {@code column} and {@code
     *     length} in UTF-16 units of {@code text}, the whole line
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when matching takes too long
     */
    public List<Map<String, ?>> in(Layouts layouts, String paneId) {
        long until = System.nanoTime() + LIMIT_NANOS;
        List<Map<String, ?>> matches = new ArrayList<>();
        Layouts.Lines page = layouts.capture(paneId, 0, PAGE - 1, false);
        int first = 0;
        while (true) {
            searchPage(page.lines(), first, until, matches);
            int oldest = -page.historySize();
            if (matches.size() >= limit || first <= oldest) {
                return matches;
            }
            int next = Math.max(oldest, first - PAGE);
            page = layouts.capture(paneId, next, first - 1, false);
            first = next;
        }
    }

    private void searchPage(List<String> lines, int first, long until, List<Map<String, ?>> matches) {
        for (int i = lines.size() - 1; i >= 0 && matches.size() < limit; i--) {
            Matcher matcher = pattern.matcher(new TimedText(lines.get(i), until));
            while (matches.size() < limit && matcher.find()) {
                matches.add(Map.of(
                        "line",
                        first + i,
                        "column",
                        matcher.start(),
                        "length",
                        matcher.end() - matcher.start(),
                        "text",
                        lines.get(i)));
            }
        }
    }

    /** Text that ends a match which reads it for too long. */
    private record TimedText(CharSequence text, long until) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (System.nanoTime() - until > 0) {
                throw new TmuxBridgeException(ErrorCode.LIMIT, "the search took too long; use a simpler pattern");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new TimedText(text.subSequence(start, end), until);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
