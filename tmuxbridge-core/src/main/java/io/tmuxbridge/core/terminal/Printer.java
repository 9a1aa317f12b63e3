package io.tmuxbridge.core.terminal;

import java.nio.charset.StandardCharsets;

/**
 * Characters on their way to the screen: moves the cursor as tmux does (screen_write_collect_add, screen_write_cell and
 * screen_write_combine of screen-write.c) and writes each so that a viewer's emulator ends in the same column.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Printer {
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final byte[] JOINER_BYTES = {(byte) 0xe2, (byte) 0x80, (byte) 0x8d};
    private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private final Screen screen;
    private final View view;
    private final TerminalState state;
    private final Dialect dialect;
    private final byte[] one = new byte[1];
    private final WidthTable widths;
    private final Clusters clusters;
    private boolean joining;

    Printer(TerminalState state, View view, Dialect dialect) {
        this.state = state;
        this.screen = state.screen;
        this.view = view;
        this.dialect = dialect;
        widths = dialect.clusters() ? WidthTable.TMUX_CLUSTERS : WidthTable.TMUX;
        clusters = new Clusters(state.screen, view, dialect.combinedBytes());
    }

    void clear() {
        joining = false;
        clusters.clear();
    }

    /** Printable ASCII, as much of it as there is. */
    void ascii(byte[] from, int start, int end) {
        view.ready();
        if (!screen.wrap || screen.insert || joining && state.graphicsInUse()) {
            for (int i = start; i < end; i++) {
                one[0] = from[i];
                character(from[i], one, 1);
            }
            return;
        }
        int at = start;
        while (at < end) {
            if (screen.x >= screen.cols) {
                one[0] = from[at];
                cell(one[0], one, 1, 1);
                at++;
            }
            int fits = Math.min(end - at, screen.cols - screen.x);
            if (fits > 0) {
                SpecialGraphics.append(from, at, fits, state.graphicsInUse(), view.out);
                screen.lines.setWritten(screen.y);
                screen.x += fits;
                view.printed(fits, 1);
                clusters.wrote(screen.x, 1, 1);
                at += fits;
            }
        }
    }

    /** One character of UTF-8, already checked. */
    void character(int codePoint, byte[] bytes, int length) {
        int width = widths.of(codePoint);
        if (width < 0) {
            return;
        }
        view.ready();
        boolean joined = dialect.clusters()
                ? clusters.take(codePoint, bytes, length, width)
                : joins(codePoint, bytes, length, width);
        if (!joined) {
            cell(codePoint, bytes, length, width);
        }
    }

    /** Up to 3.3 a joiner takes the next character along, whatever it is, and marks go to the cell before. */
    private boolean joins(int codePoint, byte[] bytes, int length, int width) {
        if (codePoint == ZERO_WIDTH_JOINER) {
            joining = true;
            return true;
        }
        if (width == 0 || joining) {
            combine(codePoint, bytes, length);
            return true;
        }
        return false;
    }

    /** REP: prints a character again, up to the end of the line; -1 when there is none. */
    void repeat(int codePoint, int wanted) {
        if (codePoint < 0) {
            return;
        }
        byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        int times = Math.min(wanted, screen.cols - screen.x);
        for (int i = 0; i < times; i++) {
            if (codePoint < 0x80) {
                ascii(bytes, 0, 1);
            } else {
                character(codePoint, bytes, bytes.length);
            }
        }
    }

    /** Invalid UTF-8, in dialects that show it. */
    void invalid() {
        if (dialect.showsInvalidUtf8()) {
            character(0xfffd, REPLACEMENT, REPLACEMENT.length);
        }
    }

    private void combine(int codePoint, byte[] bytes, int length) {
        boolean joiner = joining;
        joining = false;
        if (screen.x == 0 || !view.joins()) {
            return;
        }
        int size = view.joinable;
        boolean shown = WidthTable.VIEWER.of(codePoint) == 0;
        if (joiner && size + JOINER_BYTES.length <= dialect.combinedBytes()) {
            size += JOINER_BYTES.length;
            if (shown) {
                view.out.append(JOINER_BYTES, 0, JOINER_BYTES.length);
            }
        }
        if (size + length <= dialect.combinedBytes()) {
            size += length;
            if (shown) {
                view.out.append(bytes, 0, length);
            }
        }
        view.joinable = size;
    }

    private void cell(int codePoint, byte[] bytes, int length, int width) {
        int room = screen.cols - screen.x;
        if (!screen.wrap && width > 1 && room != 0 && room < width) {
            return;
        }
        int shown = WidthTable.VIEWER.of(codePoint);
        byte[] text = bytes;
        int size = length;
        if (shown == 0 || shown > width) {
            text = REPLACEMENT;
            size = REPLACEMENT.length;
            shown = 1;
        }
        boolean wraps = screen.wrap && room < width;
        if (room < width && (!wraps || screen.cols < width)) {
            return;
        }
        if (wraps) {
            prepareWrap(room);
            if (view.x == screen.cols && !screen.insert && shown == width) {
                naturalWrap(text, size);
                advance(width, shown, size);
                return;
            }
            explicitWrap();
        }
        putCell(text, size, width, shown, wraps);
    }

    private void putCell(byte[] text, int size, int width, int shown, boolean wrapped) {
        // After a wrap tmux overwrites even in insert mode: it has made room already, on the line before.
        boolean overwrites = screen.insert && (wrapped || shown < width);
        if (overwrites) {
            view.text("\u001b[4l");
        }
        if (shown < width) {
            if (screen.insert && !wrapped && screen.x + width < screen.cols) {
                view.csi(width, '@');
            } else {
                blankAhead(width);
            }
        }
        put(text, size);
        advance(width, shown, size);
        if (overwrites) {
            view.text("\u001b[4h");
        }
    }

    private void blankAhead(int columns) {
        if (view.blanked < columns) {
            view.csi(columns, 'X');
        }
    }

    /** In insert mode tmux makes room before it notices that it has to wrap. */
    private void prepareWrap(int room) {
        if (screen.insert && room > 0) {
            view.defaultBackground();
            view.csi(1, 'X');
            view.restoreBackground();
        }
    }

    private void put(byte[] text, int size) {
        SpecialGraphics.append(text, 0, size, state.graphicsInUse(), view.out);
    }

    private void advance(int width, int shown, int size) {
        screen.lines.setWritten(screen.y);
        int last = screen.wrap ? 0 : 1;
        int behind = screen.x + width;
        screen.x = Math.min(behind, screen.cols - last);
        clusters.wrote(behind, width, size);
        view.printed(shown, size);
        view.settle();
    }

    /** Goes to the next line and prints there, as a viewer would do by itself. */
    private void naturalWrap(byte[] text, int size) {
        boolean scrolls = screen.lineFeed(true);
        screen.x = 0;
        view.x = 0;
        if (scrolls && state.pen.background != Pen.DEFAULT) {
            // A viewer fills the new line with the pen's background, tmux does not: wrap without, then print with it.
            view.defaultBackground();
            put(text, size);
            view.c0('\r');
            view.restoreBackground();
        }
        put(text, size);
    }

    private void explicitWrap() {
        boolean scrolls = screen.y == screen.bottom;
        screen.lineFeed(true);
        screen.x = 0;
        view.x = 0;
        if (scrolls) {
            view.defaultBackground();
        }
        view.c0('\r');
        view.c0('\n');
        if (scrolls) {
            view.restoreBackground();
        }
    }
}
