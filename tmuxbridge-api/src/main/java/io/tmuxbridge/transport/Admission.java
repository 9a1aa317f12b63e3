package io.tmuxbridge.transport;

import io.tmuxbridge.TmuxBridge;
import java.util.Optional;

/**
 * What a bridge thinks of a handshake before there is a connection ({@link TmuxBridge#admit}).
 *
 * <p>It holds nothing: one that is forgotten, because the connection never came, needs no end. A proof of who it is counts
 * for one connection, so that a ticket that works once works here.
 *
 * <p><b>Threads:</b> any.
 */
public interface Admission {

    /**
     * Why a handshake is refused.
     *
     * @param code what a connection would be closed with; a transport makes a status of its own kind of it
     * @param reason words for the peer, without anything secret
     */
    record Refusal(CloseCode code, String reason) {}

    /**
     * Whether it is refused.
     *
     * @return why; empty when the connection may be made
     */
    Optional<Refusal> refusal();

    /**
     * Takes over the connection that the handshake has become, as {@link TmuxBridge#accept} does, without asking for
     * credentials again. One whose caller was revoked in between, or for which there is no room any more, is closed.
     *
     * @param connection the connection, open and ready to send; its handshake is the one that was judged
     * @return the handler that the transport calls with all that the peer sends
     * @throws IllegalStateException when the handshake was refused, or has become a connection before
     */
    ConnectionHandler accept(Connection connection);

    /**
     * Of a bridge that judges connections only.
     *
     * @param bridge the bridge
     * @return an admission that refuses nothing and leaves it to {@link TmuxBridge#accept}
     */
    static Admission judgedLater(TmuxBridge bridge) {
        return new Admission() {
            @Override
            public Optional<Refusal> refusal() {
                return Optional.empty();
            }

            @Override
            public ConnectionHandler accept(Connection connection) {
                return bridge.accept(connection);
            }
        };
    }
}
