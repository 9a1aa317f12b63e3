package io.tmuxbridge.transport;

import org.jspecify.annotations.Nullable;

/** Told when a frame has left, or will never leave. */
@FunctionalInterface
public interface SendCompletion {

    /**
     * The frame is done with.
     *
     * @param failure why it could not be sent, null when it was handed to the network
     */
    void done(@Nullable Throwable failure);
}
