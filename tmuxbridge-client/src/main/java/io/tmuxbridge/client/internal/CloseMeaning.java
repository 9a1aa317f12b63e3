package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.TerminalEnd.Reason;

/**
 * What a close code asks of a client, after the table of the wire contract.
 *
 * @param stop whether connecting again is pointless
 * @param reason what it means for a terminal, where it is the end
 * @param words why, for people
 */
record CloseMeaning(boolean stop, Reason reason, String words) {

    static final int DONE = 1000;
    static final int UNREADABLE = 1002;
    /** A client that gives its line up and comes back: its place is kept. */
    static final int GIVEN_UP = 4000;

    static final int UNAUTHENTICATED = 4401;

    static CloseMeaning of(int code) {
        return switch (code) {
            case DONE -> stop(Reason.REFUSED, "the server closed the connection");
            case 1001 -> again("the server is going away");
            case UNREADABLE -> stop(Reason.REFUSED, "the server speaks another protocol");
            case 1008 -> stop(Reason.FORBIDDEN, "the server's policy refuses this client");
            case 1009 -> stop(Reason.REFUSED, "a message was too big");
            case 1011 -> again("a defect of the server");
            case UNAUTHENTICATED -> stop(Reason.UNAUTHENTICATED, "not signed in, or the token has expired");
            case 4403 -> stop(Reason.FORBIDDEN, "not allowed");
            case 4404 -> stop(Reason.SESSION_ENDED, "no such session");
            case 4409 -> stop(Reason.TAKEN_OVER, "taken over by another client");
            case 4413 -> again("too slow");
            case 4429 -> again("over a limit of the server");
            default -> again("connection lost");
        };
    }

    /** The same, where the credentials were good on an earlier connection and did not get past this one's beginning. */
    CloseMeaning ofUsedToken() {
        return stop(
                reason,
                "the token worked before and is refused now: it has been used already, if it works once as in an address"
                        + " that a server prints, or has expired; sign in with a lasting token, or give the client a"
                        + " supplier of new ones");
    }

    private static CloseMeaning stop(Reason reason, String words) {
        return new CloseMeaning(true, reason, words);
    }

    private static CloseMeaning again(String words) {
        return new CloseMeaning(false, Reason.REFUSED, words);
    }

    /** The words, with the server's own if it sent some. */
    String text(String given) {
        return given.isEmpty() ? words : words + " (" + clean(given) + ")";
    }

    /** Words of the other side, which must not drive anybody's terminal. */
    static String clean(String given) {
        return given.replaceAll("[\\p{Cntrl}\\x80-\\x9f]", "?");
    }
}
