package io.tmuxbridge.core.terminal;

/**
 * Select Graphic Rendition as tmux understands it: changes the pen and says the same to a viewer in a form that every
 * emulator reads alike (input_csi_dispatch_sgr and its helpers of input.c). What tmux ignores is left out.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Sgr {
    private final Pen pen;
    private final int[] colons = new int[8];
    private ByteSink out = new ByteSink(16);
    private int from;

    Sgr(Pen pen) {
        this.pen = pen;
    }

    /** Applies the parameters to the pen and appends the sequence, if anything of it is left. */
    void apply(Parameters parameters, ByteSink sink) {
        out = sink;
        sink.append(0x1b);
        sink.append('[');
        from = sink.size();
        if (parameters.count() == 0) {
            pen.reset();
            sink.append('m');
            return;
        }
        for (int i = 0; i < parameters.count(); i++) {
            i = parameter(parameters, i);
        }
        if (sink.size() == from) {
            sink.truncate(from - 2);
        } else {
            sink.append('m');
        }
    }

    private int parameter(Parameters parameters, int i) {
        if (parameters.hasColons(i)) {
            colonForm(parameters.colons(i, colons));
            return i;
        }
        int n = parameters.get(i, 0, 0);
        if (n == 38 || n == 48 || n == 58) {
            return colour(parameters, n, i + 1);
        }
        plain(n);
        return i;
    }

    private int colour(Parameters parameters, int which, int i) {
        switch (parameters.get(i, 0, -1)) {
            case 2 -> {
                int rgb = rgb(parameters.get(i + 1, 0, -1), parameters.get(i + 2, 0, -1), parameters.get(i + 3, 0, -1));
                if (rgb >= 0) {
                    set(which, rgb);
                    return i + 3;
                }
                return i;
            }
            case 5 -> {
                palette(which, parameters.get(i + 1, 0, -1));
                return i + 1;
            }
            default -> {
                return i;
            }
        }
    }

    private void colonForm(int n) {
        if (n == 0) {
            return;
        }
        if (colons[0] == 4) {
            if (n == 2 && colons[1] >= 0 && colons[1] <= 5) {
                pen.underline = colons[1];
                separate();
                out.append('4');
                out.append(':');
                out.appendNumber(colons[1]);
            }
            return;
        }
        if (n < 3 || colons[0] != 38 && colons[0] != 48 && colons[0] != 58) {
            return;
        }
        if (colons[1] == 5) {
            palette(colons[0], colons[2]);
        } else if (colons[1] == 2) {
            int first = n == 5 ? 2 : 3;
            if (n >= first + 3) {
                int rgb = rgb(colons[first], colons[first + 1], colons[first + 2]);
                if (rgb >= 0) {
                    set(colons[0], rgb);
                }
            }
        }
    }

    private static int rgb(int red, int green, int blue) {
        if (red < 0 || red > 255 || green < 0 || green > 255 || blue < 0 || blue > 255) {
            return -1;
        }
        return Pen.RGB | red << 16 | green << 8 | blue;
    }

    private void palette(int which, int colour) {
        if (colour >= 0 && colour <= 255) {
            set(which, Pen.PALETTE | colour);
        } else if (which != 58) {
            set(which, Pen.DEFAULT);
        }
    }

    private void set(int which, int colour) {
        switch (which) {
            case 38 -> pen.foreground = colour;
            case 48 -> pen.background = colour;
            default -> pen.underlineColour = colour;
        }
        separate();
        out.append(Pen.colourSgr(which, colour));
    }

    private void plain(int n) {
        int shown = n;
        switch (n) {
            case 0 -> pen.reset();
            case 1 -> pen.attributes |= Pen.BRIGHT;
            case 2 -> pen.attributes |= Pen.DIM;
            case 3 -> pen.attributes |= Pen.ITALICS;
            case 4 -> pen.underline = 1;
            case 5, 6 -> {
                pen.attributes |= Pen.BLINK;
                shown = 5;
            }
            case 7 -> pen.attributes |= Pen.REVERSE;
            case 8 -> pen.attributes |= Pen.HIDDEN;
            case 9 -> pen.attributes |= Pen.STRIKE;
            case 21 -> pen.underline = 2;
            case 22 -> pen.attributes &= ~(Pen.BRIGHT | Pen.DIM);
            case 23 -> pen.attributes &= ~Pen.ITALICS;
            case 24 -> pen.underline = 0;
            case 25 -> pen.attributes &= ~Pen.BLINK;
            case 27 -> pen.attributes &= ~Pen.REVERSE;
            case 28 -> pen.attributes &= ~Pen.HIDDEN;
            case 29 -> pen.attributes &= ~Pen.STRIKE;
            case 39 -> pen.foreground = Pen.DEFAULT;
            case 49 -> pen.background = Pen.DEFAULT;
            case 53 -> pen.attributes |= Pen.OVERLINE;
            case 55 -> pen.attributes &= ~Pen.OVERLINE;
            case 59 -> pen.underlineColour = Pen.DEFAULT;
            default -> {
                if (!plainColour(n)) {
                    return;
                }
            }
        }
        separate();
        out.appendNumber(shown);
    }

    private boolean plainColour(int n) {
        if (n >= 30 && n <= 37) {
            pen.foreground = n - 30;
        } else if (n >= 40 && n <= 47) {
            pen.background = n - 40;
        } else if (n >= 90 && n <= 97) {
            pen.foreground = n - 90 + 8;
        } else if (n >= 100 && n <= 107) {
            pen.background = n - 100 + 8;
        } else {
            return false;
        }
        return true;
    }

    private void separate() {
        if (out.size() != from) {
            out.append(';');
        }
    }
}
