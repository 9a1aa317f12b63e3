package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.directory.TimedText;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last text of a stream, each character with its position, to search in. What is older than {@value #MOST}
 * characters is forgotten.
 *
 * <p>A pattern may come from outside and may be made to take for ever: matching ends after a time, with an error.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class TextWindow implements PlainText.Sink {

    /** Characters that a match can reach over. */
    static final int MOST = 16_384;

    /**
     * Of the clock, not of the CPU: a machine that pauses for some 100 ms must not end a wait with a simple pattern.
     */
    private static final long MATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final StringBuilder text = new StringBuilder();
    private long[] ends = new long[64];
    private boolean cut;

    @Override
    public void character(int codePoint, long end) {
        int before = text.length();
        text.appendCodePoint(codePoint);
        if (text.length() > ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        Arrays.fill(ends, before, text.length(), end);
    }

    /**
     * Forgets what is too old. To be called after each search, so that new text is searched with all that came before
     * it.
     */
    void trim() {
        int more = text.length() - MOST;
        if (more > 0) {
            text.delete(0, more);
            System.arraycopy(ends, more, ends, 0, text.length());
            cut = true;
        }
    }

    /** What comes does not follow from what came: no match reaches across. */
    void clear() {
        cut |= text.length() > 0;
        text.setLength(0);
    }

    /** The first match, if there is one. */
    @Nullable
    Matcher find(Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(new TimedText(text, System.nanoTime() + MATCH_NANOS, "matching"));
            return matcher.find() ? matcher : null;
        } catch (StackOverflowError e) {
            throw new TmuxBridgeException(ErrorCode.LIMIT, "the pattern nests too deep; use a simpler pattern", e);
        }
    }

    /** Position of the stream behind so many characters; -1 when there is no text before them. */
    long endOf(int characters) {
        return characters == 0 ? -1 : ends[characters - 1];
    }

    String text(int end) {
        return text.substring(0, end);
    }

    int length() {
        return text.length();
    }

    boolean cut() {
        return cut || text.length() > MOST;
    }
}
