package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Stands between a tmux client and the log: lets through what draws, and nothing that a viewer's emulator would answer
 * or do beside drawing. tmux draws for an xterm; what it asks that one is answered here, once, however many look on.
 * Titles, links, colours and the clipboard follow the same policy as those of panes; what a program passes through tmux
 * ({@code allow-passthrough}) is dropped.
 *
 * <p>Any split of a stream gives the same bytes, and what comes out is whole characters and whole sequences.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class OuterFilter {

    private static final String MOVES_AND_EDITS = "@ABCDEFGHIJKLMPSTXZ`dfgr";
    private static final byte[] DEVICE = ascii("\u001b[?1;2c");
    private static final byte[] SECOND_DEVICE = ascii("\u001b[>0;276;0c");

    private final Parser parser = new Parser(new Reading(), System::nanoTime);
    private final TerminalState state = new TerminalState(1, 1);
    private final View view = new View(state.screen, state.pen);
    private final Utf8Assembler utf8 = new Utf8Assembler();
    private final OuterModes modes = new OuterModes();
    private final NormaliserListener listener;
    private final Consumer<byte[]> answer;
    private final Runnable left;
    private final Osc osc;

    /**
     * Makes one for a client that has drawn nothing yet.
     *
     * @param dialect what the version of tmux understands
     * @param policy what programs may ask of viewers
     * @param listener told of titles, bells and the clipboard
     * @param answer takes what an xterm answers
     * @param left run when the client leaves its screen: it ends, or was suspended
     */
    public OuterFilter(
            Dialect dialect, OutputPolicy policy, NormaliserListener listener, Consumer<byte[]> answer, Runnable left) {
        this.listener = listener;
        this.answer = answer;
        this.left = left;
        this.osc = new Osc(state, view, dialect, policy, listener);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The modes after all that was read.
     *
     * @return the modes; they change as more is read
     */
    public OuterModes modes() {
        return modes;
    }

    /**
     * Reads a chunk.
     *
     * @param in holds the chunk
     * @param length how many bytes it has
     * @param out what goes on is appended here
     */
    public void feed(byte[] in, int length, ByteSink out) {
        view.out = out;
        for (int i = 0; i < length; i++) {
            parser.step(in[i] & 0xff);
        }
    }

    private final class Reading implements Parser.Actions {

        @Override
        public void text(int b) {
            if (b < 0x80) {
                utf8.clear();
                view.out.append(b);
                return;
            }
            int result = utf8.started() ? utf8.append(b) : utf8.open(b);
            // tmux 3.4 and later keep C1 characters in cells; to an emulator they may be control functions
            if (result >= 0xa0) {
                view.out.append(utf8.bytes, 0, utf8.length());
            }
        }

        @Override
        public void control(int code) {
            utf8.clear();
            if (code == 7) {
                listener.bell();
            }
            if (code >= 7 && code <= 0x0f && code != 0x0b && code != 0x0c) {
                view.out.append(code);
            }
        }

        @Override
        public void escape(int last, int intermediates) {
            boolean set = (intermediates == '(' || intermediates == ')') && (last == '0' || last == 'B');
            boolean plain = intermediates == 0 && "78=>DEM".indexOf(last) >= 0;
            if (plain && (last == '=' || last == '>')) {
                modes.keypad(last == '=');
            }
            if (set) {
                view.text("\u001b" + (char) intermediates + (char) last);
            } else if (plain) {
                view.text("\u001b" + (char) last);
            }
        }

        @Override
        public void sequence(int last, int intermediates, Parameters p) {
            switch (intermediates) {
                case 0 -> plain(last, p);
                case '?' -> {
                    if (last == 'h' || last == 'l') {
                        modes(p, last == 'h');
                    }
                }
                case '>' -> {
                    if (last == 'c') {
                        answer.accept(SECOND_DEVICE);
                    } else if (last == 'm' && p.get(0, 0, 0) == 4) {
                        modes.keys(p.get(1, 0, 0));
                        pass(">", p, "m");
                    }
                }
                case ' ' -> {
                    if (last == 'q') {
                        modes.cursorStyle(p.get(0, 0, 0));
                        pass("", p, " q");
                    }
                }
                default -> {
                    // tmux has no other for an xterm.
                }
            }
        }

        private void plain(int last, Parameters p) {
            if (last == 'c') {
                answer.accept(DEVICE);
            } else if (last == 'm' || MOVES_AND_EDITS.indexOf(last) >= 0) {
                pass("", p, String.valueOf((char) last));
            }
        }

        private void modes(Parameters p, boolean on) {
            for (int i = 0; i < p.count(); i++) {
                int mode = p.get(i, 0, 0);
                if (mode == 1049 || OuterModes.knows(mode)) {
                    view.text("\u001b[?" + mode + (on ? "h" : "l"));
                }
                if (mode == 1049 && !on) {
                    left.run();
                } else if (mode != 1049 && OuterModes.knows(mode)) {
                    modes.set(mode, on);
                }
            }
        }

        private void pass(String before, Parameters p, String after) {
            view.text("\u001b[" + before);
            p.appendTo(view.out);
            view.out.append(after);
        }

        @Override
        public void stringBegins() {
            // Only those of a kind that is known are told, when they have ended.
        }

        @Override
        public void operatingSystemCommand(ByteSink text) {
            osc.command(text);
            modes.cursorColour(state.cursorColour);
        }

        @Override
        public void applicationCommand(ByteSink text) {
            // A tmux client writes none.
        }
    }
}
