package io.tmuxbridge.core.replica;

import java.util.HexFormat;

/**
 * The hash of a screen that {@code check} messages carry, version 1: what a client can work out from the public buffer
 * API of xterm.js in a moment. docs/protocol.md defines it and has test vectors; the web client has the same in
 * TypeScript.
 *
 * <p>Blanks at the end of a row do not count, whatever their background: up to 3.3a tmux does not tell it.
 *
 * <p><b>Threads:</b> pure function.
 */
public final class ScreenHash {

    private static final String VERSION = "1:";
    private static final int ROW = 0x4000_0000;
    private static final int BLANK_KEEPS = 0x10 | 0x20 | 0x80 | 0x100 | 0x08;

    private int first = 0x9e3779b1;
    private int second = 0x85ebca77;

    private ScreenHash() {}

    /**
     * The hash of what an emulator shows.
     *
     * @param replica the emulator
     * @return {@code 1:} and 16 hexadecimal digits
     */
    public static String of(Replica replica) {
        ScreenHash hash = new ScreenHash();
        Emulator emulator = replica.emulator;
        hash.add(emulator.cols);
        hash.add(emulator.rows);
        for (Line line : emulator.buffer.lines) {
            hash.addRow(line, emulator.cols);
        }
        hash.add(Math.min(emulator.x, emulator.cols - 1));
        hash.add(emulator.y);
        hash.add(modes(emulator));
        HexFormat hex = HexFormat.of();
        return VERSION + hex.toHexDigits(hash.first) + hex.toHexDigits(hash.second);
    }

    private void addRow(Line line, int cols) {
        int end = end(line, cols);
        add(ROW | end);
        for (int x = 0; x < end; x++) {
            if (line.width(x) > 0) {
                addCell(line, x);
            }
        }
    }

    /** How many cells are left when plain blanks at the end are left out. */
    static int end(Line line, int cols) {
        int end = cols;
        while (end > 0 && line.width(end - 1) == 1 && line.blank(end - 1) && !Look.showsOnBlank(line.look(end - 1))) {
            end--;
        }
        return end;
    }

    private void addCell(Line line, int x) {
        long look = line.look(x);
        int flags = flags(look);
        if (!line.blank(x)) {
            line.text(x).codePoints().forEach(this::add);
            addLook(Look.foreground(look), look, flags);
        } else if (Look.showsOnBlank(look)) {
            add(' ');
            addLook(Look.foreground(look), look, flags & BLANK_KEEPS);
        } else {
            add(' ');
            addLook(0, look, 0);
        }
    }

    private void addLook(int foreground, long look, int flags) {
        add(foreground);
        add(Look.background(look));
        add(flags);
    }

    private static int flags(long look) {
        int set = Look.attributes(look);
        return ((set & Look.BOLD) != 0 ? 0x01 : 0)
                | ((set & Look.DIM) != 0 ? 0x02 : 0)
                | ((set & Look.ITALIC) != 0 ? 0x04 : 0)
                | (Look.underlined(look) ? 0x08 : 0)
                | ((set & Look.BLINK) != 0 ? 0x10 : 0)
                | ((set & Look.INVERSE) != 0 ? 0x20 : 0)
                | ((set & Look.HIDDEN) != 0 ? 0x40 : 0)
                | ((set & Look.STRIKE) != 0 ? 0x80 : 0)
                | ((set & Look.OVERLINE) != 0 ? 0x100 : 0);
    }

    private static int modes(Emulator emulator) {
        Modes modes = emulator.modes;
        int mouse = modes.mouse == 1000 ? 0x20 : modes.mouse == 1002 ? 0x40 : modes.mouse == 1003 ? 0x60 : 0;
        return (emulator.alternate() ? 0x01 : 0)
                | (modes.cursorKeys ? 0x02 : 0)
                | (modes.keypad ? 0x04 : 0)
                | (modes.bracketedPaste ? 0x08 : 0)
                | (modes.wrap ? 0x10 : 0)
                | mouse
                | (modes.insert ? 0x80 : 0);
    }

    private void add(int word) {
        first = Integer.rotateLeft((first ^ word) * 0x85ebca6b, 13);
        second = Integer.rotateLeft((second ^ word) * 0xc2b2ae35, 17);
    }
}
