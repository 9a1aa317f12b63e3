package io.tmuxbridge.core.redact;

import io.tmuxbridge.core.terminal.TabStops;
import io.tmuxbridge.core.terminal.WidthTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Masks secrets in lines of a screen or of history. A line that tmux has wrapped, or that fills its row to the end, is
 * one text with the next. Every line keeps its length in UTF-16 units, in bytes and in columns.
 *
 * <p><b>Threads:</b> one at a time, once.
 */
final class LineRedactor {

    private final Redactor redactor;
    private final Scan scan;
    private final boolean escapes;
    private final BitSet masked = new BitSet();
    private final List<Glyph> glyphs = new ArrayList<>();
    private final List<StringBuilder> rows = new ArrayList<>();

    private record Glyph(StringBuilder row, int index, int codePoint) {}

    /**
     * Starts at the beginning of a text.
     *
     * @param escapes whether there are escape sequences in the lines
     */
    LineRedactor(Redactor redactor, Program program, boolean escapes) {
        this.escapes = escapes;
        this.redactor = redactor;
        this.scan =
                new Scan(program, (first, last) -> masked.set((int) Math.max(0, first), (int) Math.max(0, last + 1)));
    }

    /** The first line may be the rest of something that began before it. */
    LineRedactor beginInside() {
        scan.beginInside();
        return this;
    }

    /**
     * Masks lines.
     *
     * @param lines text, with SGR and OSC 8 as the only escape sequences
     * @param joined indexes of those that go on in the next one
     * @param tabs columns of a full row, and how far tabs go in it; those of no pane for lines that are never full
     * @param open index of the line that is still being written, -1 for none: what may be the beginning of a secret at
     *     its end is masked
     */
    List<String> mask(List<String> lines, BitSet joined, TabStops tabs, int open) {
        boolean writing = false;
        for (int i = 0; i < lines.size(); i++) {
            int cells = read(lines.get(i), tabs);
            writing |= i == open;
            if (!joined.get(i) && (tabs.cols() == 0 || cells < tabs.cols())) {
                end(writing);
                writing = false;
            }
        }
        end(writing);
        masked.stream().forEach(this::hide);
        return rows.stream().map(StringBuilder::toString).toList();
    }

    private void end(boolean writing) {
        long undecided = scan.undecided();
        if (writing && undecided < glyphs.size()) {
            masked.set((int) Math.max(0, undecided), glyphs.size());
        }
        scan.read('\n', glyphs.size() - 1L);
    }

    /** Reads one line; returns its columns. */
    private int read(String line, TabStops tabs) {
        StringBuilder row = new StringBuilder(line);
        rows.add(row);
        int cells = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            if (escapes && codePoint == 0x1b) {
                i = escape(row, i + 1);
                continue;
            }
            if (codePoint == '\t') {
                cells += tab(tabs, cells);
                i++;
                continue;
            }
            int width = WidthTable.VIEWER.of(codePoint);
            if (width > 0) {
                cells += width;
                scan.read(codePoint, glyphs.size());
                glyphs.add(new Glyph(row, i, codePoint));
            }
            i += Character.charCount(codePoint);
        }
        return cells;
    }

    /** To patterns a tab is one blank, as it is in the stream; it is never masked itself. Returns its cells. */
    private int tab(TabStops tabs, int column) {
        scan.read(' ', glyphs.size() - 1L);
        return tabs.cells(column);
    }

    /** Passes over an escape sequence, with the secrets in a link masked; returns where it ends. */
    private int escape(StringBuilder row, int from) {
        if (from < row.length() && row.charAt(from) == ']') {
            int end = row.indexOf("\u001b\\", from);
            int semicolon = row.indexOf(";", from);
            if (end < 0) {
                return row.length();
            }
            if (semicolon >= 0 && semicolon < end) {
                row.replace(semicolon + 1, end, redactor.mask(row.substring(semicolon + 1, end)));
            }
            return end + 2;
        }
        int at = from + 1;
        while (at < row.length() && (row.charAt(at) < 0x40 || row.charAt(at) > 0x7e)) {
            at++;
        }
        return Math.min(row.length(), at + 1);
    }

    private void hide(int which) {
        if (which >= glyphs.size()) {
            return;
        }
        Glyph glyph = glyphs.get(which);
        int length = Character.toString(glyph.codePoint()).getBytes(StandardCharsets.UTF_8).length;
        String mask = Masks.of(length, WidthTable.VIEWER.of(glyph.codePoint()) == 2);
        glyph.row().replace(glyph.index(), glyph.index() + mask.length(), mask);
    }
}
