package io.tmuxbridge;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a pane that {@link Windows#split} creates goes, and how large it is (tmux(1), {@code split-window}).
 *
 * @param direction beside the old pane, or below it
 * @param size columns of the new pane when it is beside the old one, rows when it is below, at least 1; half of the old
 *     pane when absent
 */
public record Split(Direction direction, OptionalInt size) {

    /** Side by side, each with half of the columns. */
    public static final Split HORIZONTAL = new Split(Direction.HORIZONTAL, OptionalInt.empty());

    /** One below the other, each with half of the rows. */
    public static final Split VERTICAL = new Split(Direction.VERTICAL, OptionalInt.empty());

    /** Where a new pane goes. */
    public enum Direction {
        /** To the right of the old one. */
        HORIZONTAL,
        /** Below the old one. */
        VERTICAL
    }

    /** Checks the size. */
    public Split {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(size, "size");
        if (size.orElse(1) < 1) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "size is " + size.getAsInt() + ": it must be 1 column or row at least");
        }
    }

    /**
     * {@return a copy with another {@link #size()}}
     *
     * @param value columns or rows of the new pane, at least 1
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is less
     */
    public Split withSize(int value) {
        return new Split(direction, OptionalInt.of(value));
    }
}
