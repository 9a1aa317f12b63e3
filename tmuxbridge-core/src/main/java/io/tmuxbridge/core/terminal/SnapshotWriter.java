package io.tmuxbridge.core.terminal;

import io.tmuxbridge.core.terminal.Tracked.Charsets;
import io.tmuxbridge.core.terminal.Tracked.SavedCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Turns a capture and what was tracked into bytes that bring any emulator to tmux's state: it is reset, then history,
 * screens, and every mode are set. What a client has to do is write the bytes. An unfinished escape sequence is not
 * part of it: the stream behind a snapshot holds whole sequences only.
 *
 * <p>The result is valid UTF-8 whatever the pane printed, and holds no sequence that an emulator answers: that is why
 * mode 1004 is left out, as in the stream, since xterm.js reports the focus the moment it reads it.
 *
 * <p><b>Threads:</b> a pure function, callable from any thread.
 */
public final class SnapshotWriter {

    private final StringBuilder out = new StringBuilder(4096);
    private final ScreenState state;
    private final Tracked tracked;
    private final TabStops tabs;
    private final Painter painter;
    private final List<Row> history;
    private final List<Row> screen;
    private final BitSet wrapped;

    private SnapshotWriter(Capture capture, Tracked tracked) {
        this.state = capture.state();
        this.tracked = tracked;
        this.painter = new Painter(out, state.cols());
        this.tabs = TabStops.of(state);
        List<Row> all = rows(capture.screen());
        this.wrapped = WrappedRows.find(all, CaptureReader.read(capture.screenJoined(), TabStops.NONE));
        int first = addBlankRowsAtEnd(all, Math.min(state.historySize(), capture.historyLines()) + state.rows());
        this.history = all.subList(0, first);
        this.screen = all.subList(first, all.size());
    }

    private List<Row> rows(byte[] capture) {
        List<Row> rows = CaptureReader.read(capture, tabs);
        rows.replaceAll(row -> row.within(state.cols()));
        return rows;
    }

    /**
     * A reply of a control client lacks the last line feed, and with it a blank row; returns where the screen begins.
     */
    private int addBlankRowsAtEnd(List<Row> all, int wanted) {
        while (all.size() < wanted) {
            all.add(Row.BLANK);
        }
        return all.size() - state.rows();
    }

    /**
     * The bytes that set an emulator of the capture's size to this state.
     *
     * @param capture as tmux answered it
     * @param tracked what the stream told up to the same byte
     * @return valid UTF-8, a new array
     */
    public static byte[] write(Capture capture, Tracked tracked) {
        SnapshotWriter writer = new SnapshotWriter(capture, tracked);
        writer.screens(capture);
        writer.savedCursor();
        writer.modes();
        writer.cursor();
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void screens(Capture capture) {
        // xterm.js keeps a hidden cursor hidden across a reset
        out.append("\u001bc\u001b[?25h\u001b)0");
        if (!state.alternate()) {
            painter.paint(join(history, screen), wrapped, state.rows());
            tabsAndMargins();
            return;
        }
        List<Row> main = rows(capture.main());
        fitMain(main);
        painter.paint(join(history, main), wrappedOfMain(main, capture), state.rows());
        tabsAndMargins();
        move(Math.min(state.savedX(), state.cols() - 1), state.savedY());
        out.append("\u001b[?1049h\u001b[H");
        painter.paint(screen, wrapped.get(history.size(), history.size() + screen.size()), state.rows());
        tabsAndMargins();
    }

    /** It still has the rows that the pane had when it was left, and tmux drops those below its cursor first. */
    private void fitMain(List<Row> main) {
        while (main.size() < state.rows()) {
            main.add(Row.BLANK);
        }
        while (main.size() > state.rows() && main.get(main.size() - 1).blank()) {
            main.remove(main.size() - 1);
        }
    }

    private BitSet wrappedOfMain(List<Row> main, Capture capture) {
        BitSet result = wrapped.get(0, history.size());
        BitSet own = WrappedRows.find(main, CaptureReader.read(capture.mainJoined(), TabStops.NONE));
        own.stream().forEach(row -> result.set(history.size() + row));
        return result;
    }

    private static List<Row> join(List<Row> above, List<Row> below) {
        List<Row> all = new ArrayList<>(above);
        all.addAll(below);
        return all;
    }

    /** Both belong to a screen in an emulator, in tmux to the pane: they are set on each. */
    private void tabsAndMargins() {
        if (!state.tabs().equals(defaultTabs())) {
            out.append("\u001b[3g");
            for (int column : state.tabs()) {
                csi(column + 1, 'G');
                out.append("\u001bH");
            }
        }
        if (state.regionTop() != 0 || state.regionBottom() != state.rows() - 1) {
            out.append("\u001b[").append(state.regionTop() + 1).append(';');
            out.append(state.regionBottom() + 1).append('r');
        }
    }

    private List<Integer> defaultTabs() {
        List<Integer> tabs = new ArrayList<>();
        for (int column = 8; column < state.cols(); column += 8) {
            tabs.add(column);
        }
        return tabs;
    }

    /** What DECSC holds: the emulator is brought there once and told to save. */
    private void savedCursor() {
        if (tracked.saved().isEmpty()) {
            return;
        }
        SavedCursor saved = tracked.saved().get();
        place(saved.x(), Math.min(saved.y(), state.rows() - 1), 0);
        painter.plain();
        charsets(saved.charsets());
        pen(saved.pen());
        out.append("\u001b7\u001b[m\u001b(B\u001b)0\u000f");
    }

    private void modes() {
        mode(state.mouseStandard(), "?1000");
        mode(state.mouseButton(), "?1002");
        mode(state.mouseAll(), "?1003");
        mode(state.mouseUtf8(), "?1005");
        mode(state.mouseSgr(), "?1006");
        mode(tracked.bracketedPaste(), "?2004");
        mode(state.cursorKeys(), "?1");
        if (tracked.otherKeys() > 0) {
            out.append("\u001b[>4;").append(tracked.otherKeys()).append('m');
        }
        if (state.keypad()) {
            out.append("\u001b=");
        }
        tracked.cursorStyle()
                .ifPresent(style -> out.append("\u001b[").append(style).append(" q"));
        ColourWriter.write(tracked.colours(), out);
        String colour = tracked.cursorColour().map(SnapshotWriter::safe).orElse("");
        out.append(colour.isEmpty() ? "\u001b]112" : "\u001b]12;" + colour).append("\u001b\\");
    }

    /** Last, because setting origin mode or margins moves the cursor and insert mode would push the last cell. */
    private void cursor() {
        mode(state.origin(), "?6");
        place(state.cursorX(), state.cursorY(), state.origin() ? state.regionTop() : 0);
        painter.plain();
        charsets(tracked.charsets());
        pen(tracked.pen());
        tracked.hyperlink()
                .map(SnapshotWriter::safe)
                .filter(link -> link.indexOf(';') >= 0)
                .ifPresent(link -> out.append("\u001b]8;").append(link).append("\u001b\\"));
        mode(state.insert(), "4");
        if (!state.wrap()) {
            out.append("\u001b[?7l");
        }
        if (!state.cursorVisible()) {
            out.append("\u001b[?25l");
        }
    }

    /** Moves the cursor; behind the last column it gets by writing the last cell once more, as it got there in tmux. */
    private void place(int x, int y, int top) {
        if (x < state.cols()) {
            move(x, y - top);
            return;
        }
        Row.Run cell = lastCell(y);
        move(state.cols() - cell.width(), y - top);
        painter.cell(cell);
    }

    private Row.Run lastCell(int y) {
        Row row = y < screen.size() ? screen.get(y) : Row.BLANK;
        if (row.width() == state.cols()) {
            return row.runs().get(row.runs().size() - 1).lastCell();
        }
        return new Row.Run(CapturedPen.DEFAULT, false, "", " ", 1, true);
    }

    private void charsets(Charsets charsets) {
        out.append(charsets.g0Graphics() ? "\u001b(0" : "");
        out.append(charsets.g1Graphics() ? "" : "\u001b)B");
        out.append(charsets.shiftedOut() ? "\u000e" : "");
    }

    private void pen(String parameters) {
        if (!parameters.equals("0") && parameters.chars().allMatch(c -> c >= '0' && c <= ';')) {
            out.append("\u001b[").append(parameters).append('m');
        }
    }

    private void mode(boolean on, String mode) {
        if (on) {
            out.append("\u001b[").append(mode).append('h');
        }
    }

    private void move(int x, int y) {
        out.append("\u001b[")
                .append(Math.max(0, y) + 1)
                .append(';')
                .append(Math.max(0, x) + 1)
                .append('H');
    }

    private void csi(int number, char last) {
        out.append("\u001b[").append(number).append(last);
    }

    /** Text without any control character: it may then stand within a command. */
    private static String safe(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> c >= 0x20 && (c < 0x7f || c > 0x9f)).forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
