package io.tmuxbridge.core.terminal;

import java.nio.charset.StandardCharsets;

/**
 * DEC special graphics. Viewers draw all but five letters, which they show as they were sent, while tmux draws arrows
 * and a block: those go out as the characters they stand for.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class SpecialGraphics {

    private static final String DRAWN =
            "\u25c6\u2592\u2409\u240c\u240d\u240a\u00b0\u00b1\u2424\u240b\u2518\u2510\u250c\u2514\u253c\u23ba"
                    + "\u23bb\u2500\u23bc\u23bd\u251c\u2524\u2534\u252c\u2502\u2264\u2265\u03c0\u2260\u00a3\u00b7";

    private static final String ONLY_TMUX_DRAWS = "+,-.0";
    private static final String ARROWS = "\u2192\u2190\u2191\u2193\u25ae";
    private static final byte[] ARROW_BYTES = ARROWS.getBytes(StandardCharsets.UTF_8);
    private static final int BYTES_OF_ONE = 3;

    private SpecialGraphics() {}

    /**
     * What viewers draw.
     *
     * @param letter as it was sent
     * @return the character it stands for, or the letter itself
     */
    public static char drawn(char letter) {
        return letter >= '`' && letter <= '~' ? DRAWN.charAt(letter - '`') : letter;
    }

    /** What tmux draws, and viewers do not; -1 for any other letter. */
    static int onlyTmuxDraws(int letter) {
        int at = ONLY_TMUX_DRAWS.indexOf(letter);
        return at < 0 ? -1 : ARROWS.charAt(at);
    }

    /** Appends text, drawn as graphics when they are in use. */
    static void append(byte[] text, int from, int size, boolean inUse, ByteSink out) {
        if (!inUse) {
            out.append(text, from, size);
            return;
        }
        for (int i = from; i < from + size; i++) {
            int arrow = ONLY_TMUX_DRAWS.indexOf(text[i]);
            if (arrow >= 0) {
                out.append(ARROW_BYTES, arrow * BYTES_OF_ONE, BYTES_OF_ONE);
            } else {
                out.append(text, i, 1);
            }
        }
    }
}
