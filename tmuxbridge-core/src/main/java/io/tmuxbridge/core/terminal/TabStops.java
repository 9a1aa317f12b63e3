package io.tmuxbridge.core.terminal;

import java.util.BitSet;

/**
 * How far a tab goes in a pane. From 3.6 on tmux keeps a tab as one cell, as wide as it was when it was printed, and
 * captures give it back as a tab: how wide it is can only be told by the stops that the pane has now.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class TabStops {

    /** Of no pane: a tab takes no cells. For whoever wants the text alone. */
    public static final TabStops NONE = new TabStops(0, new BitSet());

    private static final int MAX_DIGITS = 6;

    private final int cols;
    private final BitSet stops;

    private TabStops(int cols, BitSet stops) {
        this.cols = cols;
        this.stops = stops;
    }

    /**
     * The stops of a pane.
     *
     * @param cols columns of the pane
     * @param told as {@code #{pane_tabs}} prints them; what is no column is passed over
     * @return its stops
     */
    public static TabStops of(int cols, String told) {
        BitSet stops = new BitSet();
        for (String column : told.split(",")) {
            if (column.length() <= MAX_DIGITS && column.matches("[0-9]+")) {
                stops.set(Integer.parseInt(column));
            }
        }
        return new TabStops(cols, stops);
    }

    static TabStops of(ScreenState state) {
        BitSet stops = new BitSet();
        state.tabs().forEach(stops::set);
        return new TabStops(state.cols(), stops);
    }

    /**
     * Columns of the pane.
     *
     * @return 0 for no pane
     */
    public int cols() {
        return cols;
    }

    /**
     * How many cells a tab takes: up to the next stop or, without one, the last column.
     *
     * @param column where it begins
     * @return cells, 0 behind the last column
     */
    public int cells(int column) {
        if (column >= cols) {
            return 0;
        }
        int stop = stops.nextSetBit(column + 1);
        int end = stop < 0 ? cols - 1 : Math.min(stop, cols - 1);
        return Math.max(end - column, 1);
    }
}
