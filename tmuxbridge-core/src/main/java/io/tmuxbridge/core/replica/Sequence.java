package io.tmuxbridge.core.replica;

/**
 * The parameters of one control sequence, with those behind colons apart; what is left out counts as 0.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Sequence {

    private static final int MOST = 64;
    private static final int MOST_COLONS = 6;
    private static final int LARGEST = 1_000_000;

    private final int[] values = new int[MOST];
    private final int[][] colons = new int[MOST][MOST_COLONS];
    private final int[] colonCounts = new int[MOST];
    private int count;
    /** The mark before the parameters, such as {@code ?}, and the one behind them, such as a blank; 0 for none. */
    int mark;

    void begin() {
        count = 1;
        values[0] = 0;
        colonCounts[0] = 0;
        mark = 0;
    }

    void next() {
        if (count < MOST) {
            values[count] = 0;
            colonCounts[count] = 0;
            count++;
        }
    }

    void nextColon() {
        int at = count - 1;
        if (colonCounts[at] < MOST_COLONS) {
            colons[at][colonCounts[at]++] = 0;
        }
    }

    void digit(int digit) {
        int at = count - 1;
        if (colonCounts[at] > 0) {
            int[] of = colons[at];
            int last = colonCounts[at] - 1;
            of[last] = Math.min(LARGEST, of[last] * 10 + digit);
        } else {
            values[at] = Math.min(LARGEST, values[at] * 10 + digit);
        }
    }

    int count() {
        return count;
    }

    int get(int i) {
        return i < count ? values[i] : 0;
    }

    /** The same, but 1 for what is left out or 0. */
    int atLeastOne(int i) {
        return Math.max(1, get(i));
    }

    int colons(int i) {
        return i < count ? colonCounts[i] : 0;
    }

    int colon(int i, int which) {
        return which < colonCounts[i] ? colons[i][which] : 0;
    }
}
