package io.tmuxbridge.core.terminal;

/**
 * The rendition new characters get, in tmux's terms (grid_cell of tmux.h), and how to say it in SGR parameters
 * (ECMA-48, 8.3.117).
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Pen {
    static final int BRIGHT = 1;
    static final int DIM = 2;
    static final int ITALICS = 4;
    static final int BLINK = 8;
    static final int REVERSE = 16;
    static final int HIDDEN = 32;
    static final int STRIKE = 64;
    static final int OVERLINE = 128;

    /** No colour set. */
    static final int DEFAULT = -1;
    /** Marks a colour of the 256-colour palette. */
    static final int PALETTE = 1 << 24;
    /** Marks a colour of red, green and blue. */
    static final int RGB = 1 << 25;

    int attributes;
    /** 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
    int underline;
    /** {@link #DEFAULT}, 0-7 and 8-15 (bright) as SGR 30-37 and 90-97, or marked {@link #PALETTE} or {@link #RGB}. */
    int foreground = DEFAULT;

    int background = DEFAULT;
    int underlineColour = DEFAULT;

    void reset() {
        attributes = 0;
        underline = 0;
        foreground = DEFAULT;
        background = DEFAULT;
        underlineColour = DEFAULT;
    }

    void set(Pen other) {
        attributes = other.attributes;
        underline = other.underline;
        foreground = other.foreground;
        background = other.background;
        underlineColour = other.underlineColour;
    }

    boolean same(Pen other) {
        return attributes == other.attributes
                && underline == other.underline
                && foreground == other.foreground
                && background == other.background
                && underlineColour == other.underlineColour;
    }

    boolean isDefault() {
        return attributes == 0
                && underline == 0
                && foreground == DEFAULT
                && background == DEFAULT
                && underlineColour == DEFAULT;
    }

    /** SGR parameters that give this pen from any state, beginning with {@code 0}. */
    String sgr() {
        StringBuilder text = new StringBuilder("0");
        for (int i = 0; i < 8; i++) {
            if ((attributes & 1 << i) != 0) {
                text.append(';').append(SGR_OF_ATTRIBUTE[i]);
            }
        }
        if (underline == 1) {
            text.append(";4");
        } else if (underline > 1) {
            text.append(";4:").append(underline);
        }
        appendColour(text, 38, foreground);
        appendColour(text, 48, background);
        appendColour(text, 58, underlineColour);
        return text.toString();
    }

    private static final int[] SGR_OF_ATTRIBUTE = {1, 2, 3, 5, 7, 8, 9, 53};

    private static void appendColour(StringBuilder text, int which, int colour) {
        if (colour != DEFAULT) {
            text.append(';').append(colourSgr(which, colour));
        }
    }

    /** The parameters that set one colour; {@code which} is 38, 48 or 58. */
    static String colourSgr(int which, int colour) {
        if (colour == DEFAULT) {
            return Integer.toString(which + 1);
        }
        if ((colour & RGB) != 0) {
            return which + ";2;" + (colour >> 16 & 255) + ";" + (colour >> 8 & 255) + ";" + (colour & 255);
        }
        if ((colour & PALETTE) != 0) {
            return which + ";5;" + (colour & 255);
        }
        int base = which - 8;
        return Integer.toString(colour < 8 ? base + colour : base + 60 + colour - 8);
    }
}
