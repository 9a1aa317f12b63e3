package io.tmuxbridge.examples.cli;

import io.tmuxbridge.client.TerminalEnd;

/**
 * How an attachment ended.
 *
 * @param message what to tell the user, one or two lines
 * @param status exit status for the shell
 */
record End(String message, int status) {

    /** Says it in tmux's words, as far as it has some. */
    static End of(TerminalEnd end, String session, boolean everConnected) {
        return switch (end.reason()) {
            case CLOSED -> detached(session);
            case SESSION_ENDED -> everConnected ? new End("[exited]", 0) : new End("can't find session: " + session, 1);
            case TMUX_ENDED -> new End("[server exited]", 1);
            case TAKEN_OVER -> new End("[taken-over]", 1);
            case FORBIDDEN -> everConnected ? new End("[forbidden]", 1) : new End(end.message(), 1);
            case UNAUTHENTICATED -> new End(end.message() + ": give a token with --token", 1);
            case PANE_ENDED, REFUSED, FAILED -> new End(end.message(), 1);
        };
    }

    /** Somebody has left. */
    static End detached(String session) {
        return new End("[detached (from session " + session + ")]", 0);
    }

    /** The same, with how much of the input nobody can answer for, and how much was never sent. */
    End withLostInput(long uncertain, long notSent) {
        String lost = lostInput(uncertain, notSent);
        return lost.isEmpty() ? this : new End(message + "\n" + lost, status);
    }

    /** Says how much input is lost; empty for none. */
    static String lostInput(long uncertain, long notSent) {
        String first = uncertain == 0 ? "" : uncertain + " bytes of input may not have arrived";
        String second = notSent == 0 ? "" : notSent + " bytes of input were not sent";
        return first + (first.isEmpty() || second.isEmpty() ? "" : ", ") + second;
    }
}
