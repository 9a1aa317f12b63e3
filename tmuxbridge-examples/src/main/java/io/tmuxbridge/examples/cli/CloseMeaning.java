package io.tmuxbridge.examples.cli;

/**
 * What a close code asks of a client, after the table of the wire contract.
 *
 * @param stop whether connecting again is pointless
 * @param words why, for the user
 */
record CloseMeaning(boolean stop, String words) {

    static CloseMeaning of(int code) {
        return switch (code) {
            case 1000 -> new CloseMeaning(true, "the server closed the connection");
            case 1001 -> new CloseMeaning(false, "the server is going away");
            case 1002 -> new CloseMeaning(true, "the server speaks another protocol");
            case 1008 -> new CloseMeaning(true, "the server's policy refuses this client");
            case 1009 -> new CloseMeaning(true, "a message was too big for the server");
            case 4401 -> new CloseMeaning(true, "not signed in, or the token has expired: give one with --token");
            case 4403 -> new CloseMeaning(true, "not allowed");
            case 4404 -> new CloseMeaning(true, "no such session");
            case 4409 -> new CloseMeaning(true, "taken over by another client");
            case 4413 -> new CloseMeaning(false, "too slow");
            case 4429 -> new CloseMeaning(false, "over a limit of the server");
            default -> new CloseMeaning(false, "connection lost");
        };
    }

    /** The words, with the server's own if it sent some. */
    String text(String reason) {
        return reason.isEmpty() ? words : words + " (" + clean(reason) + ")";
    }

    /** Words of the other side, which must not drive this terminal. */
    static String clean(String words) {
        return words.replaceAll("[\\p{Cntrl}\\x80-\\x9f]", "?");
    }
}
