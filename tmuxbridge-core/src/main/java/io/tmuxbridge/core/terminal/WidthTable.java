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
final class WidthTable {
    /** What tmux asks: {@code wcwidth} of glibc 2.36 (Unicode 15); -1 for what does not print. */
    static final WidthTable TMUX = load("glibc-2.36.widths");
    /** What xterm.js answers with addon-unicode11. */
    static final WidthTable VIEWER = load("unicode11.widths");

    private final byte[][] pages;

    private WidthTable(byte[][] pages) {
        this.pages = pages;
    }

    /** The columns of a code point: 0, 1 or 2, or -1 when it does not print. */
    int of(int codePoint) {
        return pages[codePoint >> 8][codePoint & 255];
    }

    private static WidthTable load(String name) {
        byte[] widths = new byte[0x110000];
        Arrays.fill(widths, 0, 0x20, (byte) -1);
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
        return new WidthTable(pages(widths));
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
