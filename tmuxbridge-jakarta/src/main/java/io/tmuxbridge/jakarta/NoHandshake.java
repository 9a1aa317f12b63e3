package io.tmuxbridge.jakarta;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.transport.Handshake;
import java.util.Optional;

/** Stands for the handshake of a connection that is refused before the bridge hears of it. */
final class NoHandshake {

    static final Handshake VALUE = new Handshake(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            "unknown",
            Credentials.NONE);

    private NoHandshake() {}
}
