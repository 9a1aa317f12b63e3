package io.tmuxbridge.core.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of a captured grid: runs of cells that look the same.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param runs from left to right; cells that the capture does not tell at the end of the row are blank
 * @param text the row's characters as captured, with all its spaces: what a joined capture of it begins with
 */
record Row(List<Run> runs, String text) {

    private static final int ERASE_BYTES = 3;

    static final Row BLANK = new Row(List.of(), "");

    Row {
        runs = List.copyOf(runs);
    }

    /**
     * Cells beside each other with the same pen.
     *
     * @param pen how they look
     * @param graphics whether {@code text} is letters of DEC special graphics
     * @param link parameters and URI of their hyperlink, {@code params;uri}, empty for none
     * @param text their characters; zero-width ones belong to the character before
     * @param width columns they take in tmux
     * @param certain whether the emulator gives them as many columns; a run in doubt is a single cell
     */
    record Run(CapturedPen pen, boolean graphics, String link, String text, int width, boolean certain) {

        /** Whether these cells look like erased ones. */
        boolean blank() {
            return pen.plainBlank() && link.isEmpty() && isSpaces();
        }

        /** The same without blanks at its end that nobody sees. */
        Run trimmed() {
            String kept = pen.plainBlank() && link.isEmpty() ? withoutBlanksAtEnd(text) : text;
            int removed = text.length() - kept.length();
            return removed == 0 ? this : new Run(pen, graphics, link, kept, width - removed, certain);
        }

        /** Whether an emulator that erases with the background in force makes the same of it, in fewer bytes. */
        boolean erasable() {
            return width > ERASE_BYTES && pen.attributes() == 0 && pen.underline() == 0 && link.isEmpty() && isSpaces();
        }

        private boolean isSpaces() {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) != ' ') {
                    return false;
                }
            }
            return true;
        }

        /** What of it fits into so many columns, in whole cells. */
        Run within(int columns) {
            int end = 0;
            int taken = 0;
            while (end < text.length()) {
                int codePoint = text.codePointAt(end);
                int more = certain ? WidthTable.ofCaptured(codePoint) : width;
                if (taken + more > columns) {
                    break;
                }
                taken += more;
                end += Character.charCount(codePoint);
            }
            return new Run(pen, graphics, link, text.substring(0, end), taken, certain);
        }

        /** The last cell alone. */
        Run lastCell() {
            int start = text.length();
            while (start > 0) {
                int codePoint = text.codePointBefore(start);
                start -= Character.charCount(codePoint);
                int columns = WidthTable.ofCaptured(codePoint);
                if (columns > 0) {
                    return certain ? new Run(pen, graphics, link, text.substring(start), columns, true) : this;
                }
            }
            return this;
        }
    }

    /** Text up to its last character that is no plain blank; other kinds of blanks are characters as any. */
    static String withoutBlanksAtEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** The same as far as it fits into so many columns: tmux may have half of a wide character in the last one. */
    Row within(int columns) {
        if (width() <= columns) {
            return this;
        }
        List<Run> kept = new ArrayList<>();
        int left = columns;
        for (int i = 0; left > 0; i++) {
            Run run = runs.get(i);
            Run fitting = run.width() > left ? run.within(left) : run;
            left = run.width() > left ? 0 : left - run.width();
            if (fitting.width() > 0) {
                kept.add(fitting);
            }
        }
        return new Row(kept, text);
    }

    /** Columns that the captured cells take. */
    int width() {
        int width = 0;
        for (Run run : runs) {
            width += run.width();
        }
        return width;
    }

    /** Whether nothing of it can be seen. */
    boolean blank() {
        return runsToPaint() == 0;
    }

    /** How many runs are left when erased-looking ones at the end are left out. */
    int runsToPaint() {
        int count = runs.size();
        while (count > 0 && runs.get(count - 1).blank()) {
            count--;
        }
        return count;
    }

    /** Whether the emulator may see other widths than tmux somewhere in this row. */
    boolean doubtful() {
        for (Run run : runs) {
            if (!run.certain()) {
                return true;
            }
        }
        return false;
    }
}
