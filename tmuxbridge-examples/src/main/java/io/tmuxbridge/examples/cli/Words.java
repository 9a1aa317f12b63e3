package io.tmuxbridge.examples.cli;

/**
 * Words of the other side, as they may be shown.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Words {

    private Words() {}

    /** Without what would drive this terminal. */
    static String clean(String words) {
        return words.replaceAll("[\\p{Cntrl}\\x80-\\x9f]", "?");
    }
}
