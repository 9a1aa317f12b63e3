package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/** Input may or may not have arrived, and is not sent again: look before you repeat it. */
public final class InputLostException extends TmuxBridgeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the reason in words
     */
    public InputLostException(String message) {
        super(ErrorCode.INPUT_LOST, message);
    }
}
