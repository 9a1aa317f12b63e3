package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/** Input may or may not have arrived, and is not sent again: look before you repeat it. */
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
     * How much of the input it is.
     *
     * @return bytes of this input alone. Of a long one, those before it were typed, and those behind it were not sent or are
     *     uncertain too; the message has the numbers
     */
    public long bytes() {
        return bytes;
    }
}
