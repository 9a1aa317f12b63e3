package io.tmuxbridge.client.internal;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEnd.Reason;

/**
 * What ends terminals, as applications are told it.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Ends {

    private Ends() {}

    /** The server refused to connect it. */
    static TerminalEnd notConnected(TmuxBridgeException why) {
        Reason reason = switch (why.code()) {
            case NOT_FOUND -> Reason.SESSION_ENDED;
            case FORBIDDEN -> Reason.FORBIDDEN;
            case UNAUTHENTICATED -> Reason.UNAUTHENTICATED;
            case STALE -> Reason.TAKEN_OVER;
            default -> Reason.REFUSED;
        };
        return new TerminalEnd(reason, String.valueOf(why.getMessage()));
    }

    /** What fails for that reason before there was a terminal, or beside it. */
    static ErrorCode code(Reason reason) {
        return switch (reason) {
            case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
            case FORBIDDEN -> ErrorCode.FORBIDDEN;
            case SESSION_ENDED -> ErrorCode.NOT_FOUND;
            default -> ErrorCode.UNAVAILABLE;
        };
    }

    /** What is asked of a terminal after its end. */
    static TmuxBridgeException exception(String session, TerminalEnd end) {
        return new TmuxBridgeException(ErrorCode.NOT_FOUND, "terminal " + session + " is over: " + end.message());
    }

    /** The server ended it, for a reason of the table of {@code disconnect}. */
    static TerminalEnd disconnected(String reason) {
        return switch (reason) {
            case "session-ended" -> new TerminalEnd(Reason.SESSION_ENDED, "the session has ended");
            case "pane-ended" -> new TerminalEnd(Reason.PANE_ENDED, "the pane has ended");
            case "tmux-ended" -> new TerminalEnd(Reason.TMUX_ENDED, "tmux has ended");
            case "taken-over" -> new TerminalEnd(Reason.TAKEN_OVER, "taken over by another client");
            case "forbidden" -> new TerminalEnd(Reason.FORBIDDEN, "no longer allowed");
            default -> new TerminalEnd(Reason.REFUSED, CloseMeaning.clean(reason));
        };
    }
}
