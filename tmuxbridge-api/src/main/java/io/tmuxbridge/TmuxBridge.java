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
 * A bridge between any number of connections and one tmux server, or several over which it spreads its sessions.
 *
 * <p>An application builds one bridge, registers it with its transports (see {@code tmuxbridge-jakarta}) and closes it
 * on shutdown. tmux sessions outlive the bridge: {@link #close()} ends viewers, never sessions.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> every method may be called from any thread.
 */
public interface TmuxBridge extends AutoCloseable {

    /**
     * Returns the tmux sessions of this bridge's server or servers, to list, create, rename and end them from Java.
     *
     * @return the sessions, with the permissions of the application itself
     */
    Sessions sessions();

    /**
     * Returns the windows and panes of these sessions, to create, arrange and end them from Java.
     *
     * @return the windows, with the permissions of the application itself
     */
    Windows windows();

    /**
     * Opens a pane for a program to drive. Blocks for a few milliseconds.
     *
     * @param caller the caller in whose name, and with whose permissions, the pane is driven
     * @param target a pane ({@code %3}), or a session's name or id for its active pane
     * @return the pane, which the calling code must close
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such pane, or the caller may not see it;
     *     {@link ErrorCode#UNAUTHENTICATED} when the caller is revoked or expired; {@link ErrorCode#LIMIT} when the
     *     caller already has too many terminals and panes open
     */
    Pane pane(Caller caller, String target);

    /**
     * Takes over a connection that a transport has accepted.
     *
     * <p>Never blocks. A connection that is not admitted (foreign origin, too many connections, bad credentials,
     * unknown subprotocol) is closed with the matching close code before anything else is sent; the transport needs no
     * checks of its own.
     *
     * @param connection the connection, open and ready to send
     * @return the handler to which the transport passes everything the peer sends
     */
    ConnectionHandler accept(Connection connection);

    /**
     * Judges a handshake before there is a connection, for transports that can answer it with an HTTP status.
     *
     * <p>Origin, limits and credentials are checked, audited and counted as in {@link #accept}. One thing is stricter:
     * the handshake itself must authenticate the caller, since a token sent in a first message comes too late. Blocks
     * for as long as the authenticator does.
     *
     * @param handshake what the request says
     * @return the decision. The default implementation refuses nothing here and leaves the decision to {@link #accept}
     */
    default Admission admit(Handshake handshake) {
        return Admission.judgedLater(this);
    }

    /**
     * Returns the origins from which browsers may connect, for transports that can refuse a handshake early.
     *
     * @return the policy this bridge was built with; {@link #accept} enforces it in any case
     */
    OriginPolicy origins();

    /**
     * Returns the access control: who may do what with which session, and who is no longer admitted.
     *
     * @return the access control, with the permissions of the application itself
     */
    AccessControl access();

    /**
     * Returns the versions and limits of this bridge and of its tmux.
     *
     * @return a description that is safe to show to a signed-in user
     */
    BridgeInfo info();

    /**
     * Registers a task to run when this bridge is closed, after its connections have been notified: for transports with
     * threads of their own.
     *
     * @param task runs once, on the thread that closes the bridge, or immediately if the bridge is already closed; must
     *     take a few seconds at most. Exceptions it throws are logged
     */
    default void whenClosed(Runnable task) {}

    /**
     * Closes the bridge: closes every connection with 1001, gives windows the sizes back that they had before viewers
     * came, and ends every tmux client. tmux sessions keep running. Waits, for a few seconds at most, until nothing of
     * the bridge is left running. Idempotent.
     */
    @Override
    void close();
}
