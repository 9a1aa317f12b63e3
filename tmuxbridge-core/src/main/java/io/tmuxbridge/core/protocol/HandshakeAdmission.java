package io.tmuxbridge.core.protocol;

import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What came of a handshake. It lets one connection in: the same proof does not count twice.
 *
 * <p><b>Threads:</b> any.
 */
final class HandshakeAdmission implements Admission {

    private final Optional<Refusal> refusal;
    private final Function<Connection, ConnectionHandler> entrance;
    private final AtomicBoolean used = new AtomicBoolean();

    HandshakeAdmission(Optional<Refusal> refusal, Function<Connection, ConnectionHandler> entrance) {
        this.refusal = refusal;
        this.entrance = entrance;
    }

    @Override
    public Optional<Refusal> refusal() {
        return refusal;
    }

    @Override
    public ConnectionHandler accept(Connection connection) {
        if (refusal.isPresent() || !used.compareAndSet(false, true)) {
            throw new IllegalStateException("a handshake lets one connection in, and none when it was refused ("
                    + refusal.map(each -> each.code().name()).orElse("it was used already") + ")");
        }
        return entrance.apply(connection);
    }
}
