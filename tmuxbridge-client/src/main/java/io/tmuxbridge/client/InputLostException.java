package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/** Input may or may not have arrived, and is not resent: check before you repeat it. */
public final class InputLostException extends TmuxBridgeException {

    private static final long serialVersionUID = 1L;

    /** How many bytes may or may not have arrived. */
    private final long bytes;

    /**
     * Creates an exception.
     *
     * @param message the reason in words
     * @param bytes how many bytes may or may not have arrived
     */
    public InputLostException(String message, long bytes) {
        super(ErrorCode.INPUT_LOST, message);
        this.bytes = bytes;
    }

    /**
     * Returns how much of the input is affected.
     *
     * @return the number of bytes, of this input alone. If the input is long, the bytes before them were typed, and the
     *     bytes after them were not sent or are uncertain too; the message has the numbers
     */
    public long bytes() {
        return bytes;
    }
}
