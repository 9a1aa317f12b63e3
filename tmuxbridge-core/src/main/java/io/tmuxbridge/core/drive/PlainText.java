package io.tmuxbridge.core.drive;

import java.nio.ByteBuffer;

/**
 * Takes the text out of a pane's normalised stream, piece by piece: escape sequences and control characters are left
 * out, but for line feed, tab, and a carriage return that no line feed follows. Sequences and characters may be cut
 * anywhere.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class PlainText {

    /** Takes a character and the position of the stream behind it. */
    interface Sink {
        void character(int codePoint, long end);
    }

    private enum State {
        TEXT,
        ESCAPE,
        SHORT,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    private static final int MAX_PARAMETERS = 32;

    private final boolean alternateToo;
    private final Sink sink;
    private final StringBuilder parameters = new StringBuilder();
    private State state = State.TEXT;
    private boolean alternate;
    private boolean returned;
    private long returnEnd;
    private int codePoint;
    private int missing;

    /** Text of the alternate screen is left out unless it is wanted too. */
    PlainText(boolean alternateToo, Sink sink) {
        this.alternateToo = alternateToo;
        this.sink = sink;
    }

    void feed(ByteBuffer data, long offset) {
        ByteBuffer bytes = data.duplicate();
        long end = offset;
        while (bytes.hasRemaining()) {
            take(bytes.get() & 0xff, ++end);
        }
    }

    /** What comes is another text: a carriage return before it is none of its. */
    void seam() {
        returned = false;
    }

    /** What comes does not follow from what came, and is on the main screen, for all that is known. */
    void reset() {
        state = State.TEXT;
        alternate = false;
        returned = false;
        missing = 0;
    }

    /** What comes follows from a screen that another one has read. */
    void reset(PlainText screen) {
        reset();
        alternate = screen.alternate;
    }

    private void take(int b, long end) {
        switch (state) {
            case TEXT -> text(b, end);
            case ESCAPE -> escape(b);
            case SHORT -> state = b >= 0x20 && b < 0x30 ? State.SHORT : State.TEXT;
            case CSI -> control(b);
            case STRING -> {
                if (b == 0x1b) {
                    state = State.STRING_ESCAPE;
                } else if (b == 0x07) {
                    state = State.TEXT;
                }
            }
            case STRING_ESCAPE -> state = b == '\\' ? State.TEXT : State.STRING;
        }
    }

    private void escape(int b) {
        parameters.setLength(0);
        state = switch (b) {
            case '[' -> State.CSI;
            case ']', 'P', '_', '^', 'X', 'k' -> State.STRING;
            default -> b >= 0x20 && b < 0x30 ? State.SHORT : State.TEXT;
        };
    }

    private void control(int b) {
        if (b < 0x40 || b > 0x7e) {
            if (parameters.length() < MAX_PARAMETERS) {
                parameters.append((char) b);
            }
            return;
        }
        state = State.TEXT;
        if (b == 'h' || b == 'l') {
            String modes = parameters.toString();
            if (modes.equals("?1049") || modes.equals("?1047") || modes.equals("?47")) {
                alternate = b == 'h';
            }
        }
    }

    private void text(int b, long end) {
        if (missing > 0 && (b & 0xc0) == 0x80) {
            codePoint = codePoint << 6 | b & 0x3f;
            if (--missing == 0) {
                emit(codePoint, end);
            }
        } else if (b == 0x1b) {
            state = State.ESCAPE;
        } else if (b == '\r') {
            returned = true;
            returnEnd = end;
        } else if (b == '\n') {
            returned = false;
            emit(b, end);
        } else if (b >= 0xc0) {
            missing = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
            codePoint = b & (0x3f >> missing);
        } else if (b == '\t' || b >= 0x20 && b < 0x7f) {
            missing = 0;
            emit(b, end);
        }
    }

    private void emit(int character, long end) {
        if (alternate && !alternateToo) {
            return;
        }
        if (returned) {
            returned = false;
            sink.character('\r', returnEnd);
        }
        sink.character(Character.isValidCodePoint(character) ? character : 0xfffd, end);
    }
}
