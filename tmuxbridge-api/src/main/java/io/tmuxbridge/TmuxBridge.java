package io.tmuxbridge;

import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Handshake;

/**
 * A bridge between a tmux server, or several over which it spreads its sessions, and any number of connections.
 *
 * <p>An application builds one bridge, registers it with its transports (see {@code tmuxbridge-jakarta}) and closes it
 * when it shuts down. tmux sessions outlive the bridge: {@link #close()} ends viewers, never sessions.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> every method may be called from any thread.
 */
public interface TmuxBridge extends AutoCloseable {

    /**
     * The tmux sessions of this bridge's server or servers, to be listed, created, renamed and ended from Java.
     *
     * @return the sessions, with the permissions of the application itself
     */
    Sessions sessions();

    /**
     * Opens a pane to be driven by a program. Blocks for some milliseconds.
     *
     * @param caller in whose name, with whose permissions
     * @param target a pane ({@code %3}), or a session by its name or id for its active pane
     * @return the pane, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is none, or the caller may not see it; {@link
     *     ErrorCode#UNAUTHENTICATED} when the caller is revoked or expired; {@link ErrorCode#LIMIT} when it has too many
     */
    Pane pane(Caller caller, String target);

    /**
     * Takes over a connection that a transport has accepted.
     *
     * <p>Never blocks. A connection that may not come in (foreign origin, too many, bad credentials, unknown
     * subprotocol) is closed with its close code before anything else is sent; the transport needs no check of its own.
     *
     * @param connection the connection, open and ready to send
     * @return the handler that the transport calls with all that the peer sends
     */
    ConnectionHandler accept(Connection connection);

    /**
     * Judges a handshake before there is a connection, for transports that can answer it with a status of HTTP.
     *
     * <p>Origin, limits and credentials count as they do for {@link #accept}, and are noted and counted alike; one thing is
     * stricter: the handshake itself must prove somebody, since a token that comes in a first message comes too late. Blocks
     * as long as the authenticator does.
     *
     * @param handshake what the request says
     * @return the judgement. Unless a bridge says otherwise nothing is refused here, and {@link #accept} judges
     */
    default Admission admit(Handshake handshake) {
        return Admission.judgedLater(this);
    }

    /**
     * The origins that browsers may connect from, for transports that can refuse a handshake early.
     *
     * @return the policy this bridge was built with; {@link #accept} enforces it in any case
     */
    OriginPolicy origins();

    /**
     * Who may do what with which session, and who may not come in any more.
     *
     * @return the access control, with the permissions of the application itself
     */
    AccessControl access();

    /**
     * Versions and limits of this bridge and of its tmux.
     *
     * @return a description that is safe to show to a signed-in user
     */
    BridgeInfo info();

    /**
     * Has something run when this bridge is closed, after its connections were told: for transports with threads of their own.
     *
     * @param task runs once, by the thread that closes the bridge, or at once when the bridge is closed already; takes a few seconds at
     *     most. What it throws is logged
     */
    default void whenClosed(Runnable task) {}

    /**
     * Ends the bridge: every connection is closed with 1001, every tmux client is ended. tmux sessions
     * go on. Waits until nothing of the bridge is left running, at most a few seconds. Idempotent.
     */
    @Override
    void close();
}
