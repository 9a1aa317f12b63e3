package io.tmuxbridge.core.terminal;

/**
 * Attributes and colours of a cell: what Select Graphic Rendition sets (ECMA-48 8.3.117 and what terminals have added).
 * Colours are kept as the parameters that set them, empty for the default one.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param attributes bits of {@link #BOLD} and so on
 * @param underline style of the underline, 0 for none, 1 single to 5 dashed
 * @param foreground such as {@code 31} or {@code 38;5;9}
 * @param background such as {@code 41} or {@code 48;2;1;2;3}
 * @param underlineColour such as {@code 58;5;9}
 */
record CapturedPen(int attributes, int underline, String foreground, String background, String underlineColour) {

    static final CapturedPen DEFAULT = new CapturedPen(0, 0, "", "", "");

    static final int BOLD = 1;
    static final int DIM = 1 << 1;
    static final int ITALIC = 1 << 2;
    static final int BLINK = 1 << 3;
    static final int INVERSE = 1 << 4;
    static final int HIDDEN = 1 << 5;
    static final int STRIKE = 1 << 6;
    static final int OVERLINE = 1 << 7;

    private static final int[] SET_BY = {1, 2, 3, 5, 7, 8, 9, 53};

    /** Whether a blank in this pen looks like a blank in the default one. */
    boolean plainBlank() {
        return background.isEmpty() && underline == 0 && (attributes & (INVERSE | STRIKE | OVERLINE)) == 0;
    }

    /** Whether clearing with this pen colours what is cleared. */
    boolean coloursErased() {
        return !background.isEmpty();
    }

    /** This pen after one SGR with these parameters (without CSI and {@code m}). */
    CapturedPen apply(String parameters) {
        CapturedPen pen = this;
        String[] parts = parameters.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            int used = colourParts(parts, i);
            if (used > 0) {
                pen = pen.coloured(String.join(";", java.util.Arrays.copyOfRange(parts, i, i + used)));
                i += used - 1;
            } else {
                pen = pen.applyOne(parts[i]);
            }
        }
        return pen;
    }

    /** How many parameters from this one on make one colour of 256 or of red, green, blue; 0 when it starts none. */
    private static int colourParts(String[] parts, int at) {
        String head = parts[at];
        if (!head.startsWith("38") && !head.startsWith("48") && !head.startsWith("58")) {
            return 0;
        }
        if (head.length() > 2) {
            return head.charAt(2) == ':' ? 1 : 0;
        }
        String kind = at + 1 < parts.length ? parts[at + 1] : "";
        int wanted = kind.equals("5") ? 3 : kind.equals("2") ? 5 : 0;
        return at + wanted <= parts.length ? wanted : 0;
    }

    private CapturedPen coloured(String colour) {
        return switch (colour.charAt(0)) {
            case '3' -> new CapturedPen(attributes, underline, colour, background, underlineColour);
            case '4' -> new CapturedPen(attributes, underline, foreground, colour, underlineColour);
            default -> new CapturedPen(attributes, underline, foreground, background, colour);
        };
    }

    private CapturedPen applyOne(String part) {
        if (part.startsWith("4:")) {
            int style = number(part.substring(2));
            return withUnderline(style >= 0 && style <= 5 ? style : 1);
        }
        if (part.equals("5:3")) {
            // tmux up to 3.7c prints overline, 53, as if its second digit were a style
            return with(OVERLINE, true);
        }
        int code = part.isEmpty() ? 0 : number(part);
        if (code >= 30 && code <= 37 || code >= 90 && code <= 97) {
            return new CapturedPen(attributes, underline, part, background, underlineColour);
        }
        if (code >= 40 && code <= 47 || code >= 100 && code <= 107) {
            return new CapturedPen(attributes, underline, foreground, part, underlineColour);
        }
        return applyCode(code);
    }

    private CapturedPen applyCode(int code) {
        return switch (code) {
            case 0 -> DEFAULT;
            case 1 -> with(BOLD, true);
            case 2 -> with(DIM, true);
            case 3 -> with(ITALIC, true);
            case 4 -> withUnderline(1);
            case 5, 6 -> with(BLINK, true);
            case 7 -> with(INVERSE, true);
            case 8 -> with(HIDDEN, true);
            case 9 -> with(STRIKE, true);
            case 21 -> withUnderline(2);
            case 22 -> with(BOLD | DIM, false);
            case 23 -> with(ITALIC, false);
            case 24 -> withUnderline(0);
            case 25 -> with(BLINK, false);
            case 27 -> with(INVERSE, false);
            case 28 -> with(HIDDEN, false);
            case 29 -> with(STRIKE, false);
            case 39 -> new CapturedPen(attributes, underline, "", background, underlineColour);
            case 49 -> new CapturedPen(attributes, underline, foreground, "", underlineColour);
            case 53 -> with(OVERLINE, true);
            case 55 -> with(OVERLINE, false);
            case 59 -> new CapturedPen(attributes, underline, foreground, background, "");
            default -> this;
        };
    }

    private CapturedPen with(int bits, boolean on) {
        int changed = on ? attributes | bits : attributes & ~bits;
        return new CapturedPen(changed, underline, foreground, background, underlineColour);
    }

    private CapturedPen withUnderline(int style) {
        return new CapturedPen(attributes, style, foreground, background, underlineColour);
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The shortest SGR parameters, of two ways tried, that lead from that pen to this one; not for equal pens. */
    String changeFrom(CapturedPen from) {
        String reset = parameters(DEFAULT, "0");
        boolean only = (from.attributes & ~attributes) == 0
                && (underline != 0 || from.underline == 0)
                && (!foreground.isEmpty() || from.foreground.isEmpty())
                && (!background.isEmpty() || from.background.isEmpty())
                && (!underlineColour.isEmpty() || from.underlineColour.isEmpty());
        if (!only) {
            return equals(DEFAULT) ? "" : reset;
        }
        String added = parameters(from, "");
        return added.length() <= reset.length() ? added : reset;
    }

    private String parameters(CapturedPen from, String start) {
        StringBuilder out = new StringBuilder(start);
        for (int bit = 0; bit < SET_BY.length; bit++) {
            if ((attributes & ~from.attributes & 1 << bit) != 0) {
                add(out, Integer.toString(SET_BY[bit]));
            }
        }
        if (underline != from.underline) {
            add(out, underline == 1 ? "4" : "4:" + underline);
        }
        addChanged(out, foreground, from.foreground);
        addChanged(out, background, from.background);
        addChanged(out, underlineColour, from.underlineColour);
        return out.toString();
    }

    private static void addChanged(StringBuilder out, String colour, String from) {
        if (!colour.equals(from)) {
            add(out, colour);
        }
    }

    private static void add(StringBuilder out, String parameter) {
        out.append(out.length() == 0 ? "" : ";").append(parameter);
    }
}
