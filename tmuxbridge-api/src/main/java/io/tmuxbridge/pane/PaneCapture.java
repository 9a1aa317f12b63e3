package io.tmuxbridge.pane;

import java.util.List;

/**
 * Lines of a pane as they were at one moment.
 *
 * @param lines the lines that there are of those asked for, from the top
 * @param start number of the first; 0 is the top of the screen, below 0 is history
 * @param historySize lines of history that the pane has
 */
public record PaneCapture(List<String> lines, int start, int historySize) {

    /** Copies the lines. */
    public PaneCapture {
        lines = List.copyOf(lines);
    }
}
