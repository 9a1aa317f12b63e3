package io.tmuxbridge.client;

/**
 * Why a terminal has ended.
 *
 * @param reason the reason
 * @param message words for users, including the server's own where it sent some; control characters are removed
 */
public record TerminalEnd(Reason reason, String message) {

    /** The possible reasons. */
    public enum Reason {
        /** The application closed the terminal, or the client. */
        CLOSED,
        /** The tmux session is gone. */
        SESSION_ENDED,
        /** The pane is gone, or has left the session; the session still exists. */
        PANE_ENDED,
        /** The tmux server is gone. */
        TMUX_ENDED,
        /** Another client with the same (random) name has taken it over. */
        TAKEN_OVER,
        /** The server does not allow it, or no longer allows it. */
        FORBIDDEN,
        /** The server does not know the caller: the token is missing, wrong or has expired. */
        UNAUTHENTICATED,
        /** The server refuses it for another reason, or speaks another protocol. */
        REFUSED,
        /** The listener threw an exception or took nothing for too long, or the executor accepts no more tasks. */
        FAILED
    }
}
