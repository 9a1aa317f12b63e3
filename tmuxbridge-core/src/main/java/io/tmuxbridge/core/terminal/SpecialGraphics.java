package io.tmuxbridge.core.terminal;

import java.nio.charset.StandardCharsets;

/**
 * DEC special graphics as viewers draw them: all but five, which they show as the letters that were sent, while tmux
 * draws arrows and a block. Those go out as the characters they stand for.
 *
 * <p><b>Threads:</b> stateless.
 */
final class SpecialGraphics {

    private static final String ONLY_TMUX_DRAWS = "+,-.0";
    private static final byte[] DRAWN_AS = "\u2192\u2190\u2191\u2193\u25ae".getBytes(StandardCharsets.UTF_8);
    private static final int DRAWN_BYTES = 3;

    private SpecialGraphics() {}

    /** Appends text, drawn as graphics when they are in use. */
    static void append(byte[] text, int from, int size, boolean inUse, ByteSink out) {
        if (!inUse) {
            out.append(text, from, size);
            return;
        }
        for (int i = from; i < from + size; i++) {
            int drawn = ONLY_TMUX_DRAWS.indexOf(text[i]);
            if (drawn >= 0) {
                out.append(DRAWN_AS, drawn * DRAWN_BYTES, DRAWN_BYTES);
            } else {
                out.append(text, i, 1);
            }
        }
    }
}
