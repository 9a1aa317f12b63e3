package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * Input was never sent: not a byte of it has arrived. The client does not send it by itself, because what it was meant for may
 * be gone: input before it may be lost, and another program may run in the pane. An application that knows better can simply
 * send it again.
 */
public final class InputNotSentException extends TmuxBridgeException {

    private static final long serialVersionUID = 1L;

    /** How many bytes were not sent. */
    private final long bytes;

    /**
     * Creates an exception.
     *
     * @param message the reason in words
     * @param bytes how many bytes were not sent
     */
    public InputNotSentException(String message, long bytes) {
        super(ErrorCode.UNAVAILABLE, message);
        this.bytes = bytes;
    }

    /**
     * How much of the input it is.
     *
     * @return bytes of this input alone; of a long one those at its end, with all before them typed
     */
    public long bytes() {
        return bytes;
    }
}
