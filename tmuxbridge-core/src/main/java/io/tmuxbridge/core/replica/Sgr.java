package io.tmuxbridge.core.replica;

/**
 * Select Graphic Rendition as xterm.js reads it.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Sgr {

    private Sgr() {}

    /** The look after these parameters. */
    static long apply(long before, Sequence p) {
        long look = before;
        for (int i = 0; i < p.count(); i++) {
            int n = p.get(i);
            if (n == 38 || n == 48 || n == 58) {
                int kind = p.colons(i) > 0 ? p.colon(i, 0) : p.get(i + 1);
                look = colour(look, n, kind, p, i);
                i += p.colons(i) > 0 ? 0 : kind == 5 ? 2 : kind == 2 ? 4 : p.count();
            } else if (n == 4) {
                int style = p.colons(i) > 0 ? p.colon(i, 0) : 1;
                look = Look.withUnderline(look, style > 5 ? 1 : style);
            } else {
                look = plain(look, n);
            }
        }
        return look;
    }

    private static long colour(long look, int which, int kind, Sequence p, int i) {
        int value;
        if (kind == 5) {
            value = Look.PALETTE | (p.colons(i) > 0 ? p.colon(i, 1) : p.get(i + 2)) & 0xff;
        } else if (kind == 2 && p.colons(i) > 0) {
            value = rgb(p.colon(i, 2), p.colon(i, 3), p.colon(i, 4));
        } else if (kind == 2) {
            value = rgb(p.get(i + 2), p.get(i + 3), p.get(i + 4));
        } else {
            return look;
        }
        return which == 38 ? Look.withForeground(look, value) : which == 48 ? Look.withBackground(look, value) : look;
    }

    private static int rgb(int red, int green, int blue) {
        return Look.RGB | (red & 255) << 16 | (green & 255) << 8 | blue & 255;
    }

    private static long plain(long look, int n) {
        return switch (n) {
            case 0 -> Look.reset(look);
            case 1 -> Look.with(look, Look.BOLD);
            case 2 -> Look.with(look, Look.DIM);
            case 3 -> Look.with(look, Look.ITALIC);
            case 5 -> Look.with(look, Look.BLINK);
            case 7 -> Look.with(look, Look.INVERSE);
            case 8 -> Look.with(look, Look.HIDDEN);
            case 9 -> Look.with(look, Look.STRIKE);
            case 21 -> Look.withUnderline(look, 2);
            case 22 -> Look.without(look, Look.BOLD | Look.DIM);
            case 23 -> Look.without(look, Look.ITALIC);
            case 24 -> Look.withUnderline(look, 0);
            case 25 -> Look.without(look, Look.BLINK);
            case 27 -> Look.without(look, Look.INVERSE);
            case 28 -> Look.without(look, Look.HIDDEN);
            case 29 -> Look.without(look, Look.STRIKE);
            case 39 -> Look.withForeground(look, 0);
            case 49 -> Look.withBackground(look, 0);
            case 53 -> Look.with(look, Look.OVERLINE);
            case 55 -> Look.without(look, Look.OVERLINE);
            default -> colourCode(look, n);
        };
    }

    private static long colourCode(long look, int n) {
        if (n >= 30 && n <= 37) {
            return Look.withForeground(look, Look.PALETTE | n - 30);
        }
        if (n >= 40 && n <= 47) {
            return Look.withBackground(look, Look.PALETTE | n - 40);
        }
        if (n >= 90 && n <= 97) {
            return Look.withForeground(look, Look.PALETTE | n - 90 + 8);
        }
        if (n >= 100 && n <= 107) {
            return Look.withBackground(look, Look.PALETTE | n - 100 + 8);
        }
        return look;
    }
}
