package io.tmuxbridge.core.replica;

/**
 * A {@link Look} as Select Graphic Rendition.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Looks {

    private static final int[] CODES = {1, 2, 3, 5, 7, 8, 9, 53};

    private Looks() {}

    /** The sequence that makes the pen look so, whatever it was before. */
    static String sgr(long look) {
        StringBuilder to = new StringBuilder("\u001b[0");
        int attributes = Look.attributes(look);
        for (int i = 0; i < CODES.length; i++) {
            if ((attributes & 1 << i) != 0) {
                to.append(';').append(CODES[i]);
            }
        }
        int underline = Look.underline(look);
        if (underline == 1) {
            to.append(";4");
        } else if (underline > 1) {
            to.append(";4:").append(underline);
        }
        colour(to, 38, Look.foreground(look));
        colour(to, 48, Look.background(look));
        return to.append('m').toString();
    }

    private static void colour(StringBuilder to, int which, int colour) {
        if ((colour & Look.PALETTE) != 0) {
            to.append(';').append(which).append(";5;").append(colour & 0xff);
        } else if ((colour & Look.RGB) != 0) {
            to.append(';').append(which).append(";2;");
            to.append(colour >> 16 & 0xff).append(';').append(colour >> 8 & 0xff);
            to.append(';').append(colour & 0xff);
        }
    }
}
