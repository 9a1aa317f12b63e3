package io.tmuxbridge.core.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How many columns a character takes: one byte a character in pages of 256, pages of one width shared. The tables are
 * made by the programs of {@code src/tools} and read once.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class WidthTable {
    /** What tmux asks: {@code wcwidth} of glibc 2.36 (Unicode 15); -1 for what does not print. */
    static final WidthTable TMUX = load("glibc-2.36.widths");
    /** The same with what tmux 3.4 and later decide for themselves (utf8_width of utf8.c). */
    static final WidthTable TMUX_CLUSTERS = clusters();
    /** What xterm.js answers with addon-unicode11. */
    public static final WidthTable VIEWER = load("unicode11.widths");

    private final byte[][] pages;

    private WidthTable(byte[][] pages) {
        this.pages = pages;
    }

    /** The columns of a code point: 0, 1 or 2, or -1 when it does not print. */
    public int of(int codePoint) {
        return pages[codePoint >> 8][codePoint & 255];
    }

    /** Columns of a character that a capture holds, 0 to 2; controls, which tmux never keeps, count as 0. */
    static int ofCaptured(int codePoint) {
        if (codePoint < 0xa0) {
            return codePoint < 0x20 || codePoint >= 0x7f ? 0 : 1;
        }
        int columns = TMUX.of(codePoint);
        return columns < 0 ? VIEWER.of(codePoint) : columns;
    }

    /** Whether tmux and a viewer's emulator disagree about the columns of a captured character. */
    static boolean doubtful(int codePoint) {
        return codePoint >= 0xa0 && TMUX.of(codePoint) >= 0 && TMUX.of(codePoint) != VIEWER.of(codePoint);
    }

    private static WidthTable load(String name) {
        byte[] widths = new byte[0x110000];
        Arrays.fill(widths, 0, 0x20, (byte) -1);
        read(name, widths);
        return new WidthTable(pages(widths));
    }

    private static WidthTable clusters() {
        byte[] widths = new byte[0x110000];
        read("glibc-2.36.widths", widths);
        for (int codePoint = 0x80; codePoint < widths.length; codePoint++) {
            if (widths[codePoint] < 0) {
                widths[codePoint] = (byte) (codePoint < 0xa0 ? 0 : 1);
            }
        }
        read("tmux-3.4-wide.widths", widths);
        return new WidthTable(pages(widths));
    }

    private static void read(String name, byte[] widths) {
        try (InputStream in = WidthTable.class.getResourceAsStream(name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int dash = line.indexOf('-');
                int space = line.indexOf(' ');
                int first = Integer.parseInt(line, 0, dash, 16);
                int last = Integer.parseInt(line, dash + 1, space, 16);
                Arrays.fill(widths, first, last + 1, Byte.parseByte(line.substring(space + 1)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the width table " + name, failure);
        }
    }

    private static byte[][] pages(byte[] widths) {
        byte[][] pages = new byte[0x1100][];
        for (int i = 0; i < pages.length; i++) {
            byte[] page = Arrays.copyOfRange(widths, i << 8, (i + 1) << 8);
            pages[i] = i > 0 && Arrays.equals(page, pages[i - 1]) ? pages[i - 1] : page;
        }
        return pages;
    }
}
