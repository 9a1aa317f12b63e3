package io.tmuxbridge.core.terminal;

import java.util.function.LongSupplier;

/**
 * tmux's parser: its states, what it collects in them, and when it gives up (input_parse and the handlers of input.c).
 * Controls run where they stand, also within a sequence; a string counts as ended by whatever leaves its state.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Parser {
    private static final long STRING_TIMEOUT_NANOS = 5_000_000_000L;
    private static final int STRING_LIMIT = 1 << 20;

    /** What the parser has read. */
    interface Actions {
        /** A byte of text outside of any sequence. */
        void text(int b);

        /** A C0 control. */
        void control(int code);

        /** An escape sequence; {@code intermediates} holds one character in each byte. */
        void escape(int last, int intermediates);

        /** A control sequence; {@code intermediates} holds one character in each byte. */
        void sequence(int last, int intermediates, Parameters parameters);

        /** A string begins, whatever it will be. */
        void stringBegins();

        /** The text of an operating system command. */
        void operatingSystemCommand(ByteSink text);

        /** The text of an application program command. */
        void applicationCommand(ByteSink text);

        /** A sixel image has ended. */
        default void picture() {}
    }

    private final Actions actions;
    private final LongSupplier clock;
    private final Parameters parameters = new Parameters();
    private final ByteSink string = new ByteSink(64);
    private ParserState state = ParserState.GROUND;
    private int intermediates;
    private int intermediateCount;
    private boolean discard;
    private boolean picture;
    private long stringSince;

    Parser(Actions actions, LongSupplier clock) {
        this.actions = actions;
        this.clock = clock;
    }

    boolean inGround() {
        return state == ParserState.GROUND;
    }

    /** Forgets a sequence that was begun. */
    void reset() {
        state = ParserState.GROUND;
        clear();
    }

    /** Gives up a string that began five seconds ago or earlier; whether there was one. */
    boolean giveUp(long nowNanos) {
        if (!state.isString() || nowNanos - stringSince < STRING_TIMEOUT_NANOS) {
            return false;
        }
        reset();
        return true;
    }

    private void clear() {
        intermediates = 0;
        intermediateCount = 0;
        parameters.clear();
        string.reset();
        discard = false;
    }

    void step(int b) {
        boolean data = state == ParserState.DCS_HANDLER || state == ParserState.DCS_ESCAPE;
        if (b == 0x1b && !data) {
            enter(ParserState.ESCAPE);
        } else if ((b == 0x18 || b == 0x1a) && !data) {
            actions.control(b);
            enter(ParserState.GROUND);
        } else {
            switch (state) {
                case GROUND -> ground(b);
                case ESCAPE, ESCAPE_INTERMEDIATE -> escape(b);
                case CSI_ENTER, CSI_PARAMETER, CSI_INTERMEDIATE, CSI_IGNORE -> csi(b);
                default -> string(b);
            }
        }
    }

    private void enter(ParserState next) {
        if (!discard) {
            if (state == ParserState.OSC) {
                actions.operatingSystemCommand(string);
            } else if (state == ParserState.APC) {
                actions.applicationCommand(string);
            }
        }
        state = next;
        if (next == ParserState.ESCAPE || next == ParserState.CSI_ENTER) {
            clear();
        } else if (next.isString()) {
            clear();
            actions.stringBegins();
            stringSince = clock.getAsLong();
        }
    }

    private void ground(int b) {
        if (b < 0x20) {
            actions.control(b);
        } else if (b != 0x7f) {
            actions.text(b);
        }
    }

    private void escape(int b) {
        if (b < 0x20) {
            actions.control(b);
        } else if (b < 0x30) {
            intermediate(b);
            state = ParserState.ESCAPE_INTERMEDIATE;
        } else if (b < 0x7f) {
            ParserState next = state == ParserState.ESCAPE ? ParserState.afterEscape(b) : ParserState.GROUND;
            if (next == ParserState.GROUND && !discard) {
                actions.escape(b, intermediates);
            }
            enter(next);
        }
    }

    private void intermediate(int b) {
        if (intermediateCount == 3) {
            discard = true;
        } else {
            intermediates = intermediates << 8 | b;
            intermediateCount++;
        }
    }

    private void csi(int b) {
        if (b < 0x20) {
            actions.control(b);
        } else if (b >= 0x40 && b < 0x7f) {
            if (state != ParserState.CSI_IGNORE && !discard && !parameters.tooLong() && parameters.split()) {
                actions.sequence(b, intermediates, parameters);
            }
            enter(ParserState.GROUND);
        } else if (b < 0x40 && state != ParserState.CSI_IGNORE) {
            collect(b);
        }
    }

    private void collect(int b) {
        if (b < 0x30) {
            intermediate(b);
            state = ParserState.CSI_INTERMEDIATE;
        } else if (state == ParserState.CSI_INTERMEDIATE || b >= 0x3c && state == ParserState.CSI_PARAMETER) {
            state = ParserState.CSI_IGNORE;
        } else {
            if (b >= 0x3c) {
                intermediate(b);
            } else {
                parameters.add(b);
            }
            state = ParserState.CSI_PARAMETER;
        }
    }

    private void string(int b) {
        switch (state) {
            case OSC -> {
                if (b == 7) {
                    enter(ParserState.GROUND);
                } else {
                    keep(b);
                }
            }
            case APC -> keep(b);
            case DCS_HANDLER -> {
                if (b == 0x1b) {
                    state = ParserState.DCS_ESCAPE;
                }
            }
            case DCS_ESCAPE -> afterEscapeInDcs(b);
            default -> {
                boolean plain = state != ParserState.DCS_INTERMEDIATE;
                state = state.afterDcs(b);
                picture = state == ParserState.DCS_HANDLER && b == 'q' && plain;
            }
        }
    }

    private void afterEscapeInDcs(int b) {
        state = b == '\\' ? ParserState.GROUND : ParserState.DCS_HANDLER;
        if (state == ParserState.GROUND && picture) {
            actions.picture();
        }
    }

    private void keep(int b) {
        if (b >= 0x20) {
            if (string.size() < STRING_LIMIT - 1) {
                string.append(b);
            } else {
                discard = true;
            }
        }
    }
}
