package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.ClientMessage;

/**
 * Which terminal a message is about.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Targets {

    private Targets() {}

    static ClientMessage.Target of(ClientMessage message) {
        if (message instanceof ClientMessage.Input input) {
            return input.target();
        }
        if (message instanceof ClientMessage.Resize resize) {
            return resize.target();
        }
        if (message instanceof ClientMessage.Ack ack) {
            return ack.target();
        }
        if (message instanceof ClientMessage.Refresh refresh) {
            return refresh.target();
        }
        if (message instanceof ClientMessage.Disconnect disconnect) {
            return disconnect.target();
        }
        throw new IllegalArgumentException("not about a terminal: " + message);
    }
}
