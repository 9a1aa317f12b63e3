package io.tmuxbridge.transport;

import io.tmuxbridge.TmuxBridge;
import java.util.Optional;

/**
 * A bridge's decision on a handshake before there is a connection ({@link TmuxBridge#admit}).
 *
 * <p>It holds no resources: if it is abandoned because the connection is never made, nothing needs to be closed. The
 * authentication is valid for one connection, so that single-use tickets work here.
 *
 * <p><b>Threads:</b> any.
 */
public interface Admission {

    /**
     * Why a handshake is refused.
     *
     * @param code the code with which a connection would be closed; the transport maps it to a status of its own
     * @param reason words for the peer, containing nothing secret
     */
    record Refusal(CloseCode code, String reason) {}

    /**
     * Returns whether, and why, the handshake is refused.
     *
     * @return the refusal; empty when the connection may be made
     */
    Optional<Refusal> refusal();

    /**
     * Takes over the connection that the handshake has become, as {@link TmuxBridge#accept} does, without checking
     * credentials again. The connection is closed if its caller has been revoked in the meantime, or there is no longer
     * room for it.
     *
     * @param connection the connection, open and ready to send; its handshake must be the one that was judged
     * @return the handler to which the transport passes everything the peer sends
     * @throws IllegalStateException when the handshake was refused, or has already become a connection
     */
    ConnectionHandler accept(Connection connection);

    /**
     * Returns the admission of a bridge that judges only connections.
     *
     * @param bridge the bridge
     * @return an admission that refuses nothing and leaves the decision to {@link TmuxBridge#accept}
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
