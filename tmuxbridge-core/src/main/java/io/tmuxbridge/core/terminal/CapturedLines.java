package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/**
 * Lines of a capture for somebody who reads them one by one.
 *
 * <p>tmux writes attributes once and lets them hold from line to line, and line drawing as letters between shifts. Here
 * each line stands alone: it begins in the default attributes, ends in them, and line drawing is Unicode.
 *
 * <p><b>Threads:</b> pure functions.
 */
public final class CapturedLines {

    private static final String ESCAPE = "\u001b";

    private CapturedLines() {}

    /**
     * Lines with their attributes.
     *
     * @param captured lines that {@code capture-pane -e} printed
     * @param policy which links there may be
     * @param tabs how far tabs go
     * @return as many lines, with SGR and OSC 8 as the only escape sequences
     */
    public static List<String> standalone(List<String> captured, OutputPolicy policy, TabStops tabs) {
        List<String> allowed =
                captured.stream().map(line -> CapturedLinks.clean(line, policy)).toList();
        return rows(allowed, tabs).stream().map(CapturedLines::line).toList();
    }

    /**
     * Which lines go on in the next one.
     *
     * @param lines lines that {@code capture-pane} printed
     * @param joined the same ones as {@code capture-pane -J} printed them
     * @return indexes of the lines that are wrapped
     */
    public static BitSet wrapped(List<String> lines, List<String> joined) {
        return WrappedRows.find(rows(lines, TabStops.NONE), rows(joined, TabStops.NONE));
    }

    /**
     * Columns that text takes in tmux.
     *
     * @param text text without control characters other than tabs
     * @param column where it begins; it may go on in the rows below
     * @param tabs how far tabs go
     * @return cells
     */
    public static int cells(String text, int column, TabStops tabs) {
        int at = column;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            at += codePoint == '\t' ? tabs.cells(at % Math.max(1, tabs.cols())) : WidthTable.ofCaptured(codePoint);
        }
        return at - column;
    }

    private static List<Row> rows(List<String> lines, TabStops tabs) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return CaptureReader.read(text.toString().getBytes(StandardCharsets.UTF_8), tabs);
    }

    private static String line(Row row) {
        StringBuilder out = new StringBuilder();
        CapturedPen pen = CapturedPen.DEFAULT;
        String link = "";
        for (Row.Run run : row.runs()) {
            if (!run.pen().equals(pen)) {
                out.append(ESCAPE).append('[').append(run.pen().changeFrom(pen)).append('m');
                pen = run.pen();
            }
            if (!run.link().equals(link)) {
                link = run.link();
                link(link, out);
            }
            out.append(run.graphics() ? drawn(run.text()) : run.text());
        }
        if (!link.isEmpty()) {
            link("", out);
        }
        if (!pen.equals(CapturedPen.DEFAULT)) {
            out.append(ESCAPE).append("[m");
        }
        return out.toString();
    }

    private static void link(String link, StringBuilder out) {
        out.append(ESCAPE)
                .append("]8;")
                .append(link.isEmpty() ? ";" : link)
                .append(ESCAPE)
                .append('\\');
    }

    private static String drawn(String letters) {
        StringBuilder text = new StringBuilder(letters.length());
        for (char letter : letters.toCharArray()) {
            text.append(SpecialGraphics.drawn(letter));
        }
        return text.toString();
    }
}
