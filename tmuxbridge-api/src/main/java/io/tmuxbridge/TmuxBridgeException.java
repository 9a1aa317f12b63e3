package io.tmuxbridge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the library throws when it refuses something or cannot do it. The message says what failed, the value that was wrong, and
 * what to do.
 *
 * <p>A refused request has changed nothing. With {@link ErrorCode#INPUT_LOST}, {@link ErrorCode#UNAVAILABLE} and {@link
 * ErrorCode#INTERNAL} that is not certain: tmux may have carried out the request, or a part of it, and only the answer is missing.
 * Look before you repeat it. A result that fails while it waits for output takes nothing back: what was typed before stays typed.
 *
 * <p>Misuse of the library is told by exceptions of the JDK: {@link NullPointerException} for a null that is not allowed, {@link
 * IllegalStateException} for a call that comes too late or too often.
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
        this.code = Objects.requireNonNull(code, "code");
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
