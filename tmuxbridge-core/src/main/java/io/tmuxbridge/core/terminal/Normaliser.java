package io.tmuxbridge.core.terminal;

import java.util.function.LongSupplier;

/**
 * Stands between tmux and the log: reads a pane's bytes by tmux's own rules (the state tables of input.c) and lets
 * through what tmux implements, in a form that makes xterm.js do what tmux does. What comes out is whole characters and
 * whole sequences of valid UTF-8; nothing of it makes an emulator answer, now or when it is read again later.
 *
 * <p><b>Threads:</b> one at a time, the pane's reader thread. Holds at most a character or sequence back; text goes out
 * at the end of each chunk.
 */
public final class Normaliser {
    private static final long STRING_TIMEOUT_NANOS = 5_000_000_000L;
    private static final int STRING_LIMIT = 1 << 20;

    private final TerminalState state;
    private final View view;
    private final Printer printer;
    private final ControlFunctions functions;
    private final Osc osc;
    private final NormaliserListener listener;
    private final LongSupplier clock;
    private final Parameters parameters = new Parameters();
    private final Utf8Assembler utf8 = new Utf8Assembler();
    private final ByteSink string = new ByteSink(64);

    private ParserState parser = ParserState.GROUND;
    private int intermediates;
    private int intermediateCount;
    private boolean discard;
    private long stringSince;
    /** What REP repeats: an ASCII character, or -1. */
    private int last = -1;

    private int seams;
    private boolean silent;
    private boolean cellLost;
    private final byte[] one = new byte[1];

    /**
     * Makes a normaliser for a pane from which nothing was read yet.
     *
     * @param dialect what the version of tmux understands
     * @param state is moved on with the stream
     */
    public Normaliser(Dialect dialect, TerminalState state) {
        this(dialect, state, NormaliserListener.NONE);
    }

    /**
     * Makes a normaliser for a pane from which nothing was read yet.
     *
     * @param dialect what the version of tmux understands
     * @param state is moved on with the stream
     * @param listener is told of titles, bells and the clipboard
     */
    public Normaliser(Dialect dialect, TerminalState state, NormaliserListener listener) {
        this(dialect, state, listener, System::nanoTime);
    }

    Normaliser(Dialect dialect, TerminalState state, NormaliserListener listener, LongSupplier clock) {
        this.state = state;
        this.listener = listener;
        this.clock = clock;
        view = new View(state.screen, state.pen);
        printer = new Printer(state, view, dialect);
        functions = new ControlFunctions(state, view);
        osc = new Osc(state, view, dialect, listener);
        seams = state.seams;
        view.seam();
    }

    /**
     * Reads a chunk. Any split of a stream into chunks gives the same bytes in all.
     *
     * @param in holds the chunk
     * @param offset where it begins
     * @param length how many bytes it has
     * @param out what goes on to viewers is appended here
     */
    public void feed(byte[] in, int offset, int length, ByteSink out) {
        view.out = out;
        begin();
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int b = in[at];
            if (parser == ParserState.GROUND && b >= 0x20 && b < 0x7f) {
                int start = at;
                do {
                    at++;
                } while (at < end && (b = in[at]) >= 0x20 && b < 0x7f);
                utf8.clear();
                printer.ascii(in, start, at);
                last = in[at - 1];
            } else {
                step(b & 0xff);
                at++;
            }
        }
    }

    private void begin() {
        if (seams != state.seams) {
            seams = state.seams;
            view.seam();
            if (state.screen.origin) {
                view.mode(6, false);
                view.place();
            }
        }
        if (cellLost) {
            cellLost = false;
            view.text("\u001b[m\u001b(B\u001b)B\u000f");
        }
    }

    /**
     * Gives up a string (OSC, DCS, APC, title) that has not ended for 5 s, as tmux does: pen and character sets fall
     * back to their defaults, which viewers learn with the next bytes.
     *
     * @param nowNanos {@link System#nanoTime}
     */
    public void flushTimedOut(long nowNanos) {
        if (parser.isString() && nowNanos - stringSince >= STRING_TIMEOUT_NANOS) {
            view.out = new ByteSink(64);
            boolean plain = state.pen.isDefault() && state.charsets().equals(Tracked.Charsets.ASCII);
            state.resetCell(view);
            cellLost |= !plain;
            parser = ParserState.GROUND;
            clear();
            last = -1;
        }
    }

    /**
     * Goes on in the middle of a sequence of which tmux holds the beginning: to be called after
     * {@link TerminalState#sync} when attaching to a pane that is older than the bridge.
     *
     * @param pendingEscape what {@code capture-pane -P -C} gave, unescaped; possibly nothing
     */
    public void resume(byte[] pendingEscape) {
        reset();
        silent = true;
        for (byte b : pendingEscape) {
            step(b & 0xff);
        }
        silent = false;
    }

    /** Forgets what was held back: after a discontinuity the stream goes on at an unknown place. */
    public void reset() {
        parser = ParserState.GROUND;
        clear();
        utf8.clear();
        printer.clear();
        last = -1;
        view.seam();
        seams = state.seams;
    }

    private void clear() {
        intermediates = 0;
        intermediateCount = 0;
        parameters.clear();
        string.reset();
        discard = false;
    }

    private void step(int b) {
        if (b == 0x1b && parser != ParserState.DCS_HANDLER && parser != ParserState.DCS_ESCAPE) {
            enter(ParserState.ESCAPE);
        } else if ((b == 0x18 || b == 0x1a) && parser != ParserState.DCS_HANDLER && parser != ParserState.DCS_ESCAPE) {
            control(b);
            enter(ParserState.GROUND);
        } else {
            switch (parser) {
                case GROUND -> ground(b);
                case ESCAPE, ESCAPE_INTERMEDIATE -> escape(b);
                case CSI_ENTER, CSI_PARAMETER, CSI_INTERMEDIATE, CSI_IGNORE -> csi(b);
                case OSC -> osc(b);
                default -> string(b);
            }
        }
    }

    private void enter(ParserState next) {
        if (!silent && !discard) {
            if (parser == ParserState.OSC) {
                osc.command(string);
            } else if (parser == ParserState.APC) {
                osc.applicationCommand(string);
            }
        }
        parser = next;
        if (next == ParserState.ESCAPE || next == ParserState.CSI_ENTER) {
            clear();
        } else if (next.isString()) {
            clear();
            last = -1;
            stringSince = clock.getAsLong();
        }
    }

    private void ground(int b) {
        if (b < 0x20) {
            control(b);
        } else if (b >= 0x80) {
            topBit(b);
        } else if (b < 0x7f) {
            utf8.clear();
            one[0] = (byte) b;
            printer.ascii(one, 0, 1);
            last = b;
        }
    }

    private void topBit(int b) {
        last = -1;
        int result = utf8.started() ? utf8.append(b) : utf8.open(b);
        if (result >= 0) {
            printer.character(result, utf8.bytes, utf8.length());
        } else if (result == Utf8Assembler.ERROR) {
            printer.invalid();
        }
    }

    private void control(int b) {
        utf8.clear();
        last = -1;
        if (silent) {
            return;
        }
        if (b == 7) {
            listener.bell();
            view.c0(7);
        } else {
            functions.control(b);
        }
    }

    private void escape(int b) {
        if (b < 0x20) {
            control(b);
        } else if (b < 0x30) {
            intermediate(b);
            parser = ParserState.ESCAPE_INTERMEDIATE;
        } else if (b < 0x7f) {
            ParserState next = parser == ParserState.ESCAPE ? ParserState.afterEscape(b) : ParserState.GROUND;
            if (next == ParserState.GROUND && !discard && !silent && functions.escape(b, intermediates)) {
                last = -1;
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
            control(b);
        } else if (b >= 0x7f) {
            return;
        } else if (b >= 0x40) {
            if (parser != ParserState.CSI_IGNORE) {
                dispatch(b);
            }
            enter(ParserState.GROUND);
        } else if (parser == ParserState.CSI_IGNORE) {
            return;
        } else if (b < 0x30) {
            intermediate(b);
            parser = ParserState.CSI_INTERMEDIATE;
        } else if (parser == ParserState.CSI_INTERMEDIATE || b >= 0x3c && parser == ParserState.CSI_PARAMETER) {
            parser = ParserState.CSI_IGNORE;
        } else {
            if (b >= 0x3c) {
                intermediate(b);
            } else {
                parameters.add(b);
            }
            parser = ParserState.CSI_PARAMETER;
        }
    }

    private void dispatch(int b) {
        if (discard || parameters.tooLong() || silent || !parameters.split()) {
            return;
        }
        if (b == 'b' && intermediates == 0) {
            repeat(parameters.get(0, 1, 1));
            last = -1;
        } else if (functions.sequence(b, intermediates, parameters)) {
            last = -1;
        }
    }

    private void repeat(int wanted) {
        int n = Math.min(wanted, state.screen.cols - state.screen.x);
        if (last >= 0) {
            one[0] = (byte) last;
            for (int i = 0; i < n; i++) {
                printer.ascii(one, 0, 1);
            }
        }
    }

    private void osc(int b) {
        if (b == 7) {
            enter(ParserState.GROUND);
        } else {
            string(b);
        }
    }

    private void string(int b) {
        switch (parser) {
            case OSC, APC -> {
                if (b >= 0x20) {
                    if (string.size() < STRING_LIMIT - 1) {
                        string.append(b);
                    } else {
                        discard = true;
                    }
                }
            }
            case DCS_HANDLER -> {
                if (b == 0x1b) {
                    parser = ParserState.DCS_ESCAPE;
                }
            }
            case DCS_ESCAPE -> parser = b == '\\' ? ParserState.GROUND : ParserState.DCS_HANDLER;
            default -> parser = parser.afterDcs(b);
        }
    }
}
