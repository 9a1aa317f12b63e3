package io.tmuxbridge.core.replica;

/**
 * How a cell looks, packed into a long: foreground and background (2 bits of kind, 24 of value each), eight attributes,
 * the style of the underline, and whether the cell is part of a hyperlink.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Look {

    static final long DEFAULT = 0;

    static final int PALETTE = 1 << 24;
    static final int RGB = 2 << 24;

    static final int BOLD = 1;
    static final int DIM = 1 << 1;
    static final int ITALIC = 1 << 2;
    static final int BLINK = 1 << 3;
    static final int INVERSE = 1 << 4;
    static final int HIDDEN = 1 << 5;
    static final int STRIKE = 1 << 6;
    static final int OVERLINE = 1 << 7;

    private static final int COLOUR_BITS = 26;
    private static final long COLOUR = (1L << COLOUR_BITS) - 1;
    private static final int ATTRIBUTES_AT = 2 * COLOUR_BITS;
    private static final int UNDERLINE_AT = ATTRIBUTES_AT + 8;
    private static final long LINK = 1L << 63;

    private Look() {}

    /** 0 for the default colour, else {@link #PALETTE} or {@link #RGB} and a value. */
    static int foreground(long look) {
        return (int) (look & COLOUR);
    }

    static int background(long look) {
        return (int) (look >>> COLOUR_BITS & COLOUR);
    }

    static int attributes(long look) {
        return (int) (look >>> ATTRIBUTES_AT & 0xff);
    }

    /** 0 for none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
    static int underline(long look) {
        return (int) (look >>> UNDERLINE_AT & 7);
    }

    /** Whether xterm.js says that the cell is underlined: links are. */
    static boolean underlined(long look) {
        return underline(look) != 0 || look < 0;
    }

    static long withForeground(long look, int colour) {
        return look & ~COLOUR | colour;
    }

    static long withBackground(long look, int colour) {
        return look & ~(COLOUR << COLOUR_BITS) | (long) colour << COLOUR_BITS;
    }

    static long with(long look, int attributes) {
        return look | (long) attributes << ATTRIBUTES_AT;
    }

    static long without(long look, int attributes) {
        return look & ~((long) attributes << ATTRIBUTES_AT);
    }

    static long withUnderline(long look, int style) {
        return look & ~(7L << UNDERLINE_AT) | (long) style << UNDERLINE_AT;
    }

    static long linked(long look, boolean link) {
        return link ? look | LINK : look & ~LINK;
    }

    /** SGR 0, which leaves an open link open. */
    static long reset(long look) {
        return look & LINK;
    }

    /** What is left of a pen for cells that are erased with it. */
    static long erased(long look) {
        return look & COLOUR << COLOUR_BITS;
    }

    /** Whether a blank that looks so is more than its background. */
    static boolean showsOnBlank(long look) {
        return underlined(look) || (attributes(look) & (INVERSE | STRIKE | OVERLINE)) != 0;
    }
}
