package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * Input was never sent: not a single byte of it has arrived. The client does not send it on its own, because what it
 * was meant for may be gone: earlier input may be lost, and another program may be running in the pane. An application
 * that knows better can simply send it again.
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
     * Returns how much of the input is affected.
     *
     * @return the number of bytes, of this input alone; if the input is long, these are the bytes at its end, and all
     *     bytes before them were typed
     */
    public long bytes() {
        return bytes;
    }
}
