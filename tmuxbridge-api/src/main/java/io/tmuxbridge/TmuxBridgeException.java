package io.tmuxbridge;

import org.jspecify.annotations.Nullable;

/**
 * The root of all that the library throws: what failed, the value that was wrong, what to do.
 *
 * <p>When it is thrown, nothing was changed.
 */
public class TmuxBridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates an exception.
     *
     * @param code the reason as a code
     * @param message the reason in words, fit for the peer to read
     */
    public TmuxBridgeException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an exception with its cause.
     *
     * @param code the reason as a code
     * @param message the reason in words, fit for the peer to read
     * @param cause what led to it, or null
     */
    public TmuxBridgeException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * The reason as a code.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }
}
