package io.tmuxbridge.core.terminal;

/**
 * Which characters join the cell before the cursor from tmux 3.4 on (screen_write_combine of screen-write.c): marks,
 * modifiers, what follows a zero-width joiner; a variation selector makes a narrow cell wide. Knows the cell only as
 * long as the cursor stays behind it.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Clusters {
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int VARIATION_SELECTOR = 0xfe0f;

    private final Screen screen;
    private final View view;
    private final int limit;
    /** Where the cursor is as long as the cell is known. */
    private int behindX = -1;

    private int row;
    private int width;
    private int size;
    private boolean joins;

    Clusters(Screen screen, View view, int limit) {
        this.screen = screen;
        this.view = view;
        this.limit = limit;
    }

    void clear() {
        behindX = -1;
    }

    /** A cell was written, with the cursor now at {@code x} unless the line ended. */
    void wrote(int x, int cellWidth, int bytes) {
        behindX = x;
        row = screen.y;
        width = cellWidth;
        size = bytes;
        joins = false;
    }

    /** Takes a character that is no cell of its own; false when it is one. */
    boolean take(int codePoint, byte[] bytes, int length, int columns) {
        boolean mark = columns == 0 || codePoint == ZERO_WIDTH_JOINER || codePoint == VARIATION_SELECTOR;
        boolean known = screen.x == behindX && screen.y == row && screen.x > 0;
        if (length < 2 || !known) {
            return mark;
        }
        boolean modifies = isModifier(codePoint);
        if (!mark && (modifies ? size < 2 : !joins)) {
            return false;
        }
        if (size + length > limit) {
            return mark;
        }
        size += length;
        joins = codePoint == ZERO_WIDTH_JOINER;
        boolean shown = WidthTable.VIEWER.of(codePoint) == 0 && codePoint >= 0xa0 && view.joins();
        if (shown) {
            view.out.append(bytes, 0, length);
            view.joinable = size;
        }
        if (width == 1 && (codePoint == VARIATION_SELECTOR || modifies)) {
            widen();
        }
        return true;
    }

    private void widen() {
        width = 2;
        if (screen.x < screen.cols) {
            view.csi(1, 'X');
            screen.x++;
        } else {
            screen.x = screen.cols - 1;
        }
        behindX = screen.x;
        view.settle();
    }

    private static boolean isModifier(int codePoint) {
        return codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff || codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
    }
}
