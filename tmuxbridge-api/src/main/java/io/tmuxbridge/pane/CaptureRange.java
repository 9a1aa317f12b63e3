package io.tmuxbridge.pane;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * Which lines of a pane to capture, and how. Line 0 is the top of the screen; negative lines are history, as in
 * {@code capture-pane}.
 *
 * @param start the first line
 * @param end the last line, at most 4,999 lines after the first
 * @param attributes whether to include colours and other attributes, as escape sequences; each line is then
 *     self-contained
 */
public record CaptureRange(int start, int end, boolean attributes) {

    private static final int MAX_LINES = 5000;

    /** Rejects a range of no lines or of too many. */
    public CaptureRange {
        long count = (long) end - start + 1;
        if (count < 1 || count > MAX_LINES) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "lines " + start + " to " + end + " are refused: 1 to " + MAX_LINES + " at once");
        }
    }

    /**
     * Returns a range for the screen, as plain text.
     *
     * @return a range
     */
    public static CaptureRange screen() {
        return new CaptureRange(0, MAX_LINES - 1, false);
    }

    /**
     * Returns a range for the newest lines of the history, as plain text.
     *
     * @param lines how many, 1 to 5,000
     * @return a range that ends above the screen
     */
    public static CaptureRange history(int lines) {
        return new CaptureRange(-lines, -1, false);
    }

    /**
     * Returns the same range with attributes included.
     *
     * @return a range
     */
    public CaptureRange withAttributes() {
        return new CaptureRange(start, end, true);
    }
}
