package io.tmuxbridge.core.replica;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a viewer's emulator shows: a small copy of xterm.js 6 with addon-unicode11 that reads what a viewer is sent, a
 * snapshot and the stream behind it, and nothing else. Sequences that neither holds are skipped.
 *
 * <p>The history is not kept, nor are saved cursors: nothing that a viewer is sent depends on them.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class Replica {

    /** Of {@link #read}: nothing was printed. */
    public static final int NOTHING = -1;
    /** Of {@link #read}: the byte belongs to a string, such as a title or a link. */
    public static final int STRING_TEXT = -2;

    private enum State {
        GROUND,
        ESCAPE,
        CHARSET,
        HASH,
        SEQUENCE,
        STRING,
        STRING_ESCAPE
    }

    final Emulator emulator;
    private final Sequence parameters = new Sequence();
    private final StringBuilder string = new StringBuilder();
    private State state = State.GROUND;
    private int set;
    private int codePoint;
    private int missing;
    private int printed;

    /**
     * An emulator that was just made.
     *
     * @param cols its columns, at least 1
     * @param rows its rows, at least 1
     */
    public Replica(int cols, int rows) {
        emulator = new Emulator(cols, rows);
    }

    /**
     * Columns.
     *
     * @return a number
     */
    public int cols() {
        return emulator.cols;
    }

    /**
     * Rows.
     *
     * @return a number
     */
    public int rows() {
        return emulator.rows;
    }

    /**
     * Reads bytes; any split of a stream gives the same screen.
     *
     * @param bytes valid UTF-8, as viewers are sent; its position is not moved
     */
    public void write(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            step(bytes.get(i) & 0xff);
        }
    }

    /**
     * Reads one byte and tells what came of it.
     *
     * @param b the byte
     * @return the character that was printed, or {@link #NOTHING}, or {@link #STRING_TEXT}
     */
    public int read(byte b) {
        boolean within = state == State.STRING;
        printed = NOTHING;
        step(b & 0xff);
        return within && state == State.STRING ? STRING_TEXT : printed;
    }

    /**
     * What is written in the rows of the screen.
     *
     * @return one text for each row, without the blanks at its end
     */
    public List<String> text() {
        return Stream.of(emulator.buffer.lines).map(Replica::text).toList();
    }

    private static String text(Line line) {
        StringBuilder row = new StringBuilder();
        line.text(line.cols(), row);
        return row.toString().stripTrailing();
    }

    private void step(int b) {
        switch (state) {
            case GROUND -> ground(b);
            case ESCAPE -> escape(b);
            case CHARSET -> {
                emulator.designate(set == ')', b == '0');
                end();
            }
            case HASH -> {
                if (b == '8') {
                    Editing.alignmentTest(emulator);
                }
                end();
            }
            case SEQUENCE -> sequence(b);
            case STRING -> string(b);
            case STRING_ESCAPE -> {
                hyperlink();
                end();
            }
        }
    }

    private void ground(int b) {
        if (b < 0x20) {
            control(b);
        } else if (b < 0x80) {
            if (b != 0x7f) {
                print(b);
            }
        } else if (b >= 0xc0) {
            missing = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
            codePoint = b & (0x3f >> missing);
        } else if (missing > 0) {
            codePoint = codePoint << 6 | b & 0x3f;
            if (--missing == 0 && codePoint != 0xfeff && codePoint <= Character.MAX_CODE_POINT) {
                print(codePoint);
            }
        }
    }

    private void print(int character) {
        emulator.print(printed = character);
    }

    private void control(int b) {
        if (b == 0x1b) {
            state = State.ESCAPE;
            return;
        }
        emulator.interrupted();
        switch (b) {
            case '\b' -> emulator.backspace();
            case '\t' -> emulator.tab();
            case '\n', 0x0b, '\f' -> emulator.lineFeed();
            case '\r' -> emulator.x = 0;
            case 0x0e, 0x0f -> emulator.shift(b == 0x0e);
            default -> {
                // the bell, and what means nothing
            }
        }
    }

    private void end() {
        emulator.interrupted();
        state = State.GROUND;
    }

    private void escape(int b) {
        switch (b) {
            case '[' -> {
                parameters.begin();
                state = State.SEQUENCE;
            }
            case ']' -> {
                string.setLength(0);
                state = State.STRING;
            }
            case '(', ')' -> {
                set = b;
                state = State.CHARSET;
            }
            case '#' -> state = State.HASH;
            default -> {
                escaped(b);
                end();
            }
        }
    }

    private void escaped(int b) {
        switch (b) {
            case 'c' -> emulator.reset();
            case 'D' -> emulator.index();
            case 'E' -> {
                emulator.x = 0;
                emulator.index();
            }
            case 'M' -> emulator.reverseIndex();
            case 'H' -> emulator.buffer.tabs.set(emulator.x);
            case '=', '>' -> emulator.modes.keypad = b == '=';
            default -> {
                // saved cursors are never asked for
            }
        }
    }

    private void sequence(int b) {
        if (b >= '0' && b <= '9') {
            parameters.digit(b - '0');
        } else if (b == ';') {
            parameters.next();
        } else if (b == ':') {
            parameters.nextColon();
        } else if (b < 0x40) {
            parameters.mark = b;
        } else {
            Functions.run(emulator, b, parameters);
            end();
        }
    }

    private void string(int b) {
        if (b == 0x1b) {
            state = State.STRING_ESCAPE;
        } else if (b == 7) {
            hyperlink();
            end();
        } else if (string.length() < 3) {
            string.append((char) b);
        } else {
            // of a link only matters whether it is one
            string.append(string.length() < 4096 ? String.valueOf((char) b) : "");
        }
    }

    private void hyperlink() {
        if (string.length() > 2 && string.charAt(0) == '8' && string.charAt(1) == ';') {
            int uri = string.indexOf(";", 2);
            emulator.pen = Look.linked(emulator.pen, uri >= 0 && uri + 1 < string.length());
        }
    }
}
