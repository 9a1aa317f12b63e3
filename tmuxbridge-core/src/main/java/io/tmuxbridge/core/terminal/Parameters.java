package io.tmuxbridge.core.terminal;

import java.util.Arrays;

/**
 * The parameters of a control sequence, collected and split by tmux's rules (input_parameter, input_split and input_get
 * of input.c): at most 63 characters and 23 parameters, missing ones told from zeroes, colon forms kept as they are.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Parameters {
    static final int INVALID = -1;
    private static final int MAX_CHARACTERS = 63;
    private static final int MAX_COUNT = 24;
    private static final int MISSING = -1;
    private static final int COLONS = -2;

    private final byte[] text = new byte[MAX_CHARACTERS];
    private int length;
    private boolean tooLong;

    private final int[] values = new int[MAX_COUNT];
    private final int[] starts = new int[MAX_COUNT + 1];
    private int count;

    void clear() {
        length = 0;
        tooLong = false;
        count = 0;
    }

    /** Takes one more character: a digit, colon or semicolon. */
    void add(int character) {
        if (length == MAX_CHARACTERS) {
            tooLong = true;
        } else {
            text[length++] = (byte) character;
        }
    }

    boolean tooLong() {
        return tooLong;
    }

    /** Splits what was collected; false when tmux would ignore the whole sequence. */
    boolean split() {
        count = 0;
        if (length == 0) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || text[i] == ';') {
                int value = value(start, i);
                if (value == Integer.MIN_VALUE) {
                    return false;
                }
                starts[count] = start;
                values[count++] = value;
                if (count == MAX_COUNT) {
                    return false;
                }
                starts[count] = i + 1;
                start = i + 1;
            }
        }
        return true;
    }

    private int value(int start, int end) {
        if (start == end) {
            return MISSING;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            if (text[i] == ':') {
                return COLONS;
            }
        }
        for (int i = start; i < end; i++) {
            number = number * 10 + text[i] - '0';
            if (number > Integer.MAX_VALUE) {
                return Integer.MIN_VALUE;
            }
        }
        return (int) number;
    }

    /** As they were written. */
    void appendTo(ByteSink out) {
        out.append(text, 0, length);
    }

    int count() {
        return count;
    }

    boolean hasColons(int index) {
        return values[index] == COLONS;
    }

    /** One parameter with tmux's defaults and minimum; {@link #INVALID} for a colon form. */
    int get(int index, int minimum, int otherwise) {
        if (index >= count || values[index] == MISSING) {
            return otherwise;
        }
        return values[index] == COLONS ? INVALID : Math.max(minimum, values[index]);
    }

    /**
     * Splits a colon form into eight numbers, -1 for empty ones (input_csi_dispatch_sgr_colon).
     *
     * @return how many there were, or 0 when tmux would ignore it
     */
    int colons(int index, int[] into) {
        Arrays.fill(into, -1);
        int start = starts[index];
        int end = starts[index + 1] - 1;
        int n = 0;
        for (int i = start; i <= end; i++) {
            if (i == end || text[i] == ':') {
                if (start < i) {
                    into[n] = value(start, i);
                    if (into[n] == Integer.MIN_VALUE) {
                        return 0;
                    }
                }
                if (++n == into.length) {
                    return 0;
                }
                start = i + 1;
            }
        }
        return n;
    }
}
