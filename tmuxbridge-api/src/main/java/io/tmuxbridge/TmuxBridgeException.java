package io.tmuxbridge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by the library when it refuses something or cannot do it. The message says what failed, which value was wrong,
 * and what to do.
 *
 * <p>A refused request has changed nothing. With {@link ErrorCode#INPUT_LOST}, {@link ErrorCode#UNAVAILABLE} and
 * {@link ErrorCode#INTERNAL} that is not certain: tmux may have carried out all or part of the request, and only the
 * answer is missing. Check before you repeat it. A result that fails while waiting for output undoes nothing: whatever
 * was already typed stays typed.
 *
 * <p>Misuse of the library is reported with JDK exceptions: {@link NullPointerException} for a null that is not
 * allowed, {@link IllegalStateException} for a call made too late or too often.
 */
public class TmuxBridgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /**
     * Creates an exception.
     *
     * @param code the reason as a code
     * @param message the reason in words, suitable for showing to the peer
     */
    public TmuxBridgeException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an exception with its cause.
     *
     * @param code the reason as a code
     * @param message the reason in words, suitable for showing to the peer
     * @param cause what led to it, or null
     */
    public TmuxBridgeException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * Returns the reason as a code.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }
}
