package io.tmuxbridge.core.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code capture-pane -e} printed into rows. The text came from programs and is not trusted: of control
 * characters only line feed, tab, SO and SI mean anything, of sequences only SGR and OSC 8; all else is left out.
 * Attributes are carried from one row to the next, as tmux writes them.
 *
 * <p><b>Threads:</b> one reader reads one capture, on one thread.
 */
final class CaptureReader {

    private static final int ESC = 0x1b;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private final String in;
    private final TabStops tabs;
    private int at;
    private CapturedPen pen = CapturedPen.DEFAULT;
    private boolean graphics;
    private String link = "";

    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder rowText = new StringBuilder();
    private List<Row.Run> runs = new ArrayList<>();
    private int column;

    private final StringBuilder text = new StringBuilder();
    private int width;
    private boolean certain = true;
    private boolean joining;

    private CaptureReader(String in, TabStops tabs) {
        this.in = in;
        this.tabs = tabs;
    }

    /** All rows of a capture, each ended by a line feed; the last may lack it. Tabs go to the stops that are given. */
    static List<Row> read(byte[] capture, TabStops tabs) {
        CaptureReader reader = new CaptureReader(new String(capture, StandardCharsets.UTF_8), tabs);
        while (reader.at < reader.in.length()) {
            reader.next();
        }
        if (reader.rowText.length() > 0) {
            reader.endRow();
        }
        return reader.rows;
    }

    private void next() {
        int codePoint = in.codePointAt(at);
        at += Character.charCount(codePoint);
        switch (codePoint) {
            case ESC -> sequence();
            case '\n' -> endRow();
            case '\t' -> tab();
            case 0x0e -> switchGraphics(true);
            case 0x0f -> switchGraphics(false);
            default -> {
                if (codePoint >= 0x20 && (codePoint < 0x7f || codePoint > 0x9f)) {
                    character(codePoint);
                }
            }
        }
    }

    private void character(int codePoint) {
        rowText.appendCodePoint(codePoint);
        int arrow = graphics ? SpecialGraphics.onlyTmuxDraws(codePoint) : -1;
        if (arrow >= 0) {
            switchGraphics(false);
            cell(arrow);
            switchGraphics(true);
        } else {
            cell(codePoint);
        }
    }

    private void cell(int codePoint) {
        int columns = WidthTable.ofCaptured(codePoint);
        if (columns == 0 || joining && codePoint >= 0x80) {
            joining = codePoint == ZERO_WIDTH_JOINER && column > 0;
            // what is joined shares tmux's cell, but would take cells of its own in the emulator: only marks pass
            if (columns == 0 && !joining && column > 0) {
                text.appendCodePoint(codePoint);
            }
            return;
        }
        joining = false;
        boolean doubt = WidthTable.doubtful(codePoint);
        if (doubt || !certain) {
            endRun();
        }
        certain = !doubt;
        text.appendCodePoint(codePoint);
        width += columns;
        column += columns;
    }

    /** From 3.6 on tmux prints a tab where one was printed; its cells are blanks. */
    private void tab() {
        rowText.append('\t');
        joining = false;
        if (!certain) {
            endRun();
        }
        int blanks = tabs.cells(column);
        text.append(" ".repeat(blanks));
        width += blanks;
        column += blanks;
    }

    private void switchGraphics(boolean on) {
        endRun();
        graphics = on;
    }

    private void endRun() {
        if (text.length() > 0) {
            runs.add(new Row.Run(pen, graphics, link, text.toString(), width, certain));
        }
        text.setLength(0);
        width = 0;
        certain = true;
        joining = false;
    }

    private void endRow() {
        endRun();
        rows.add(new Row(runs, rowText.toString()));
        runs = new ArrayList<>();
        rowText.setLength(0);
        column = 0;
    }

    private void sequence() {
        int kind = at < in.length() ? in.charAt(at) : -1;
        if (kind == '[') {
            at++;
            controlSequence();
        } else if (kind == ']') {
            at++;
            command();
        }
    }

    /** CSI: parameters up to a final byte; anything that is none ends it. */
    private void controlSequence() {
        int start = at;
        while (at < in.length() && in.charAt(at) >= 0x20 && in.charAt(at) < 0x40) {
            at++;
        }
        if (at >= in.length() || in.charAt(at) < 0x40 || in.charAt(at) > 0x7e) {
            return;
        }
        String parameters = in.substring(start, at);
        if (in.charAt(at++) == 'm' && parameters.chars().allMatch(c -> c >= '0' && c <= ';')) {
            endRun();
            pen = pen.apply(parameters);
        }
    }

    /** OSC: up to BEL or ST; a control character, such as the line feed of the row, cuts it off. */
    private void command() {
        int start = at;
        while (at < in.length() && in.charAt(at) >= 0x20) {
            at++;
        }
        String body = in.substring(start, at);
        if (at < in.length() && in.charAt(at) == 7) {
            at++;
        } else if (in.startsWith("\u001b\\", at)) {
            at += 2;
        } else {
            return;
        }
        if (body.startsWith("8;")) {
            endRun();
            link = body.endsWith(";") && body.indexOf(';', 2) == body.length() - 1 ? "" : body.substring(2);
        }
    }
}
