package io.tmuxbridge.core.replica;

/**
 * Where the cursor of a {@link Replica} is, and what stands before it.
 *
 * <p><b>Threads:</b> as the replica: one at a time.
 */
public final class Whereabouts {

    private final Emulator emulator;

    /**
     * Looks at a replica.
     *
     * @param of the replica; what it reads later shows here
     */
    public Whereabouts(Replica of) {
        emulator = of.emulator;
    }

    /**
     * Where the next character goes; behind the last column while it is to wrap.
     *
     * @return a column, 0 to the number of columns
     */
    public int column() {
        return emulator.x;
    }

    /**
     * The line of the cursor, counted through what has scrolled off.
     *
     * @return a number that is greater the later a line came
     */
    public long line() {
        return emulator.y + emulator.scrolled;
    }

    /**
     * Whether the alternate screen is shown.
     *
     * @return true for the alternate one
     */
    public boolean alternate() {
        return emulator.alternate();
    }

    /**
     * What stands in the row of the cursor before a column, and in the rows above that are full to their end.
     *
     * @param column the column
     * @param rows most rows to look up to
     * @return the text without a line end in it
     */
    public String textBefore(int column, int rows) {
        Line[] lines = emulator.buffer.lines;
        int row = emulator.y;
        int first = row;
        while (first > 0 && row - first < rows && !lines[first - 1].blank(emulator.cols - 1)) {
            first--;
        }
        StringBuilder text = new StringBuilder();
        for (int y = first; y <= row; y++) {
            lines[y].text(y < row ? emulator.cols : Math.min(column, emulator.cols), text);
        }
        return text.toString();
    }
}
