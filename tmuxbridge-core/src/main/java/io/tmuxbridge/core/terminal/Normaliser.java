package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
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
    private final TerminalState state;
    private final View view;
    private final Printer printer;
    private final ControlFunctions functions;
    private final Osc osc;
    private final NormaliserListener listener;
    private final Parser parser;
    private final Utf8Assembler utf8 = new Utf8Assembler();
    /** What REP repeats: a character, or -1. */
    private int last = -1;

    private final boolean repeatsWide;
    private int seams;
    private boolean reading = true;
    /** What viewers have to be told of a string that was given up. */
    private String lost = "";

    /**
     * Makes a normaliser for a pane from which nothing was read yet.
     *
     * @param dialect what the version of tmux understands
     * @param state is moved on with the stream
     */
    public Normaliser(Dialect dialect, TerminalState state) {
        this(dialect, state, OutputPolicy.DEFAULT, NormaliserListener.NONE);
    }

    /**
     * Makes a normaliser for a pane from which nothing was read yet.
     *
     * @param dialect what the version of tmux understands
     * @param state is moved on with the stream
     * @param policy what programs may ask of viewers
     * @param listener is told of titles, bells and the clipboard
     */
    public Normaliser(Dialect dialect, TerminalState state, OutputPolicy policy, NormaliserListener listener) {
        this(dialect, state, policy, listener, System::nanoTime);
    }

    Normaliser(
            Dialect dialect,
            TerminalState state,
            OutputPolicy policy,
            NormaliserListener listener,
            LongSupplier clock) {
        this.state = state;
        this.listener = listener;
        view = new View(state.screen, state.pen);
        printer = new Printer(state, view, dialect);
        functions = new ControlFunctions(state, view);
        osc = new Osc(state, view, dialect, policy, listener);
        repeatsWide = dialect.repeatsWide();
        parser = new Parser(new Reading(), clock);
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
            if (b >= 0x20 && b < 0x7f && parser.inGround()) {
                int start = at;
                do {
                    at++;
                } while (at < end && (b = in[at]) >= 0x20 && b < 0x7f);
                interrupt();
                printer.ascii(in, start, at);
                last = in[at - 1];
            } else {
                parser.step(b & 0xff);
                at++;
            }
        }
    }

    /** A character that has not ended yet is invalid now. */
    private void interrupt() {
        if (utf8.started()) {
            utf8.clear();
            printer.invalid();
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
        if (!lost.isEmpty()) {
            view.text(lost);
            lost = "";
        }
    }

    /**
     * Gives up a string (OSC, DCS, APC, title) that has not ended for 5 s, as tmux does: pen, link and character sets
     * fall back to their defaults, which viewers learn with the next bytes.
     *
     * @param nowNanos {@link System#nanoTime}
     */
    public void flushTimedOut(long nowNanos) {
        if (parser.giveUp(nowNanos)) {
            view.out = new ByteSink(64);
            lost += state.hyperlink.isEmpty() ? "" : "\u001b]8;;\u001b\\";
            boolean plain = state.pen.isDefault() && state.charsets().equals(Tracked.Charsets.ASCII);
            lost += plain ? "" : "\u001b[m\u001b(B\u001b)B\u000f";
            state.resetCell(view);
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
        reading = false;
        for (byte b : pendingEscape) {
            parser.step(b & 0xff);
        }
        reading = true;
    }

    /** Forgets what was held back: after a discontinuity the stream goes on at an unknown place. */
    public void reset() {
        parser.reset();
        utf8.clear();
        printer.clear();
        last = -1;
        view.begin();
        seams = state.seams;
    }

    /** Does what the parser reads, unless tmux has done so before we came. */
    private final class Reading implements Parser.Actions {
        @Override
        public void text(int b) {
            if (b >= 0x80) {
                topBit(b);
            } else {
                interrupt();
                printer.ascii(new byte[] {(byte) b}, 0, 1);
                last = b;
            }
        }

        private void topBit(int b) {
            last = -1;
            int result = utf8.started() ? utf8.append(b) : utf8.open(b);
            if (result >= 0) {
                printer.character(result, utf8.bytes, utf8.length());
                last = repeatsWide ? result : -1;
            } else if (result == Utf8Assembler.ERROR) {
                printer.invalid();
            }
        }

        @Override
        public void control(int code) {
            last = -1;
            if (!reading) {
                return;
            }
            interrupt();
            if (code == 7) {
                listener.bell();
                view.c0(7);
            } else {
                functions.control(code);
            }
        }

        @Override
        public void escape(int end, int intermediates) {
            if (reading && functions.escape(end, intermediates)) {
                last = -1;
            }
        }

        @Override
        public void sequence(int end, int intermediates, Parameters parameters) {
            if (!reading) {
                return;
            }
            if (end == 'b' && intermediates == 0) {
                printer.repeat(last, parameters.get(0, 1, 1));
                last = -1;
            } else if (functions.sequence(end, intermediates, parameters)) {
                last = -1;
            }
        }

        @Override
        public void stringBegins() {
            last = -1;
        }

        @Override
        public void operatingSystemCommand(ByteSink text) {
            if (reading) {
                osc.command(text);
            }
        }

        @Override
        public void applicationCommand(ByteSink text) {
            if (reading) {
                osc.applicationCommand(text);
            }
        }

        @Override
        public void picture() {
            osc.picture();
        }
    }
}
