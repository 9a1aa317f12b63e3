package io.tmuxbridge;

/**
 * The size of a terminal in cells.
 *
 * @param cols columns, 1 to {@link #MAX}
 * @param rows rows, 1 to {@link #MAX}
 */
public record TerminalSize(int cols, int rows) {

    /** Largest number of columns or rows; anything larger costs tmux memory without being of use to anyone. */
    public static final int MAX = 1000;

    /** 80 by 24, tmux's own {@code default-size}. */
    public static final TerminalSize DEFAULT = new TerminalSize(80, 24);

    /** Checks the ranges. */
    public TerminalSize {
        if (cols < 1 || cols > MAX || rows < 1 || rows > MAX) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "size " + cols + "x" + rows + " is out of range: 1x1 to " + MAX + "x" + MAX);
        }
    }

    @Override
    public String toString() {
        return cols + "x" + rows;
    }
}
