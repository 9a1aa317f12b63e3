package io.tmuxbridge.pane;

import java.util.List;

/**
 * Lines of a pane as they were at one point in time.
 *
 * @param lines those of the requested lines that exist, from the top
 * @param start number of the first line; 0 is the top of the screen, negative numbers are history
 * @param historySize number of history lines that the pane has
 */
public record PaneCapture(List<String> lines, int start, int historySize) {

    /** Copies the lines. */
    public PaneCapture {
        lines = List.copyOf(lines);
    }
}
