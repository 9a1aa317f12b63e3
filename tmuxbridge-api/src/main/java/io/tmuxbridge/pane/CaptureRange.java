package io.tmuxbridge.pane;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * Which lines of a pane are captured, and how. Line 0 is the top of the screen, lines below 0 are history, as in {@code
 * capture-pane}.
 *
 * @param start the first line
 * @param end the last line, at most 4,999 more than the first
 * @param attributes whether colours and the like are given, as escape sequences; each line then stands alone
 */
public record CaptureRange(int start, int end, boolean attributes) {

    private static final int MAX_LINES = 5000;

    /** Refuses too many lines, and none. */
    public CaptureRange {
        long count = (long) end - start + 1;
        if (count < 1 || count > MAX_LINES) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "lines " + start + " to " + end + " are refused: 1 to " + MAX_LINES + " at once");
        }
    }

    /**
     * The screen, as plain text.
     *
     * @return a range
     */
    public static CaptureRange screen() {
        return new CaptureRange(0, MAX_LINES - 1, false);
    }

    /**
     * Lines of the history, the newest of them, as plain text.
     *
     * @param lines how many, 1 to 5,000
     * @return a range that ends above the screen
     */
    public static CaptureRange history(int lines) {
        return new CaptureRange(-lines, -1, false);
    }

    /**
     * The same lines with their attributes.
     *
     * @return a range
     */
    public CaptureRange withAttributes() {
        return new CaptureRange(start, end, true);
    }
}
