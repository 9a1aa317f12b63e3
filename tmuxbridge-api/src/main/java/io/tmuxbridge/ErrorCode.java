package io.tmuxbridge;

import java.util.Locale;

/**
 * Why something was refused, the same word in Java, in {@code error} messages and in JSON-RPC's {@code data.code}.
 */
public enum ErrorCode {
    /** A value is out of range, malformed, or would be altered by tmux. */
    INVALID(false),
    /** There is no such session, window, pane, terminal or method, or the caller may not see it. */
    NOT_FOUND(false),
    /** The name is taken. */
    CONFLICT(false),
    /** The same is under way there already; it is free again when that has ended. */
    BUSY(true),
    /** The caller is known but may not do this. */
    FORBIDDEN(false),
    /** The caller is not known, or no longer. */
    UNAUTHENTICATED(false),
    /** A limit or quota is used up. */
    LIMIT(true),
    /** The message is not one this version knows. */
    UNKNOWN_TYPE(false),
    /** The message could not be read. */
    MALFORMED(false),
    /** An input's {@code seq} skipped one; send the missing ones first. */
    INPUT_GAP(true),
    /** Input may not have arrived: tmux, or the client of it that carried the input, ended. It is not sent again. */
    INPUT_LOST(false),
    /** A newer connect of the same client exists. */
    STALE(false),
    /** tmux is missing, too old, or does not answer. */
    UNAVAILABLE(true),
    /** A defect of the bridge; its log has the details. */
    INTERNAL(true);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /**
     * Whether the same request may succeed later.
     *
     * @return true when trying again makes sense
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * The code's spelling on the wire.
     *
     * @return lower case with dashes, for example {@code not-found}
     */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
