package io.tmuxbridge.transport;

import org.jspecify.annotations.Nullable;

/** Notified when a frame has been sent, or never will be. */
@FunctionalInterface
public interface SendCompletion {

    /**
     * The frame has been dealt with.
     *
     * @param failure why the frame could not be sent; null when it was handed to the network
     */
    void done(@Nullable Throwable failure);
}
