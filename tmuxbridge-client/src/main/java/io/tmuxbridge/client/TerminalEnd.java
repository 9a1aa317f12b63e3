package io.tmuxbridge.client;

/**
 * Why a terminal is over.
 *
 * @param reason the reason
 * @param message for people, with the server's own words where it sent some; control characters are taken out
 */
public record TerminalEnd(Reason reason, String message) {

    /** Reasons. */
    public enum Reason {
        /** The application closed it, or the client. */
        CLOSED,
        /** The tmux session is gone. */
        SESSION_ENDED,
        /** The pane is gone, or has left the session; the session is there. */
        PANE_ENDED,
        /** The tmux server is gone. */
        TMUX_ENDED,
        /** Another client has it with the same name, which is random. */
        TAKEN_OVER,
        /** The server does not allow it, or no longer. */
        FORBIDDEN,
        /** The server does not know the caller: the token is missing, wrong or has expired. */
        UNAUTHENTICATED,
        /** The server refuses for another reason, or speaks another protocol. */
        REFUSED,
        /** The listener threw, or the executor takes no more. */
        FAILED
    }
}
