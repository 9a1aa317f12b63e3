package io.tmuxbridge.core.replica;

import io.tmuxbridge.core.terminal.ByteSink;
import java.util.function.Consumer;

/**
 * Writes what a {@link Replica} shows as bytes that make another emulator show the same: a reset, both what is on the
 * screen and what decides about the next byte (region, character sets, pen, cursor). The modes are written by who knows
 * them.
 *
 * <p><b>Threads:</b> one at a time, none that writes to the replica.
 */
public final class ScreenWriter {

    private final Emulator from;
    private final int cols;
    private final int rows;
    private final ByteSink out;
    private long look;

    private ScreenWriter(Emulator from, int cols, int rows, ByteSink out) {
        this.from = from;
        this.cols = Math.min(cols, from.cols);
        this.rows = Math.min(rows, from.rows);
        this.out = out;
    }

    /**
     * Writes a screen.
     *
     * @param replica what to write
     * @param cols columns of the emulator that is to show it; what does not fit is cut off
     * @param rows its rows
     * @param modes writes the modes
     * @return the bytes
     */
    public static byte[] write(Replica replica, int cols, int rows, Consumer<ByteSink> modes) {
        ByteSink out = new ByteSink();
        ScreenWriter writer = new ScreenWriter(replica.emulator, cols, rows, out);
        boolean same = cols == replica.cols() && rows == replica.rows();
        writer.screen();
        if (same) {
            writer.region();
        }
        writer.cursor(same);
        modes.accept(out);
        return out.toByteArray();
    }

    private void screen() {
        out.append("\u001bc");
        if (from.alternate()) {
            out.append("\u001b[?1049h");
        }
        for (int y = 0; y < rows; y++) {
            row(from.buffer.lines[y], y);
        }
    }

    private void row(Line line, int y) {
        int at = -1;
        for (int x = 0; x < cols; x += Math.max(1, line.width(x))) {
            boolean empty = !line.hasText(x) && line.width(x) == 1;
            boolean cut = x + line.width(x) > cols;
            if (cut || empty && line.look(x) == Look.DEFAULT) {
                continue;
            }
            if (at != x) {
                place(x, y);
            }
            look(line.look(x));
            if (empty && line.look(x) == Look.erased(line.look(x))) {
                out.append("\u001b[X");
            } else {
                out.append(empty ? " " : line.text(x));
                at = x + line.width(x);
            }
        }
    }

    private void place(int x, int y) {
        out.append("\u001b[" + (y + 1) + ";" + (x + 1) + "H");
    }

    private void look(long wanted) {
        if (wanted != look) {
            look = wanted;
            out.append(Looks.sgr(wanted));
        }
    }

    private void region() {
        if (from.buffer.top > 0 || from.buffer.bottom < rows - 1) {
            out.append("\u001b[" + (from.buffer.top + 1) + ";" + (from.buffer.bottom + 1) + "r");
        }
    }

    /** One that waits behind the last column got there by a character, and gets there again by the same. */
    private void cursor(boolean same) {
        int y = Math.min(from.y, rows - 1);
        if (same && from.x >= cols) {
            Line line = from.current();
            int last = cols > 1 && line.width(cols - 1) == 0 ? cols - 2 : cols - 1;
            place(last, y);
            look(line.look(last));
            out.append(line.hasText(last) ? line.text(last) : " ");
        } else {
            place(Math.min(from.x, cols - 1), y);
        }
        look(from.pen);
        from.writeCharsets(out);
    }
}
