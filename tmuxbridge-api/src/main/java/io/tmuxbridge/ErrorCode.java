package io.tmuxbridge;

import java.util.Locale;

/**
 * Why something was refused. The same word is used in Java, in {@code error} messages and in JSON-RPC's
 * {@code data.code}.
 */
public enum ErrorCode {
    /** A value is out of range, malformed, or would be altered by tmux. */
    INVALID(false),
    /** There is no such session, window, pane, terminal or method, or the caller may not see it. */
    NOT_FOUND(false),
    /** The name is taken. */
    CONFLICT(false),
    /** The same operation is already in progress there; retry once it has ended. */
    BUSY(true),
    /** The caller is known but may not do this. */
    FORBIDDEN(false),
    /** The caller is not known, or is no longer known. */
    UNAUTHENTICATED(false),
    /** A limit or quota is used up. */
    LIMIT(true),
    /** This version does not know the message type. */
    UNKNOWN_TYPE(false),
    /** The message could not be read. */
    MALFORMED(false),
    /** The {@code seq} of an input skipped a number; send the missing inputs first. */
    INPUT_GAP(true),
    /** Input may not have arrived: tmux, or the tmux client that carried the input, ended. The input is not resent. */
    INPUT_LOST(false),
    /** A newer connect by the same client exists. */
    STALE(false),
    /** tmux is missing, too old, or does not answer. */
    UNAVAILABLE(true),
    /** A bug in the bridge; see its log for details. */
    INTERNAL(true);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /**
     * Whether the same request may succeed later.
     *
     * @return true when it makes sense to retry
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Returns the code's spelling on the wire.
     *
     * @return the name in lower case with dashes, for example {@code not-found}
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
