package io.tmuxbridge.client;

import io.tmuxbridge.TmuxBridgeException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A client of one tmuxbridge server.
 *
 * <p>All of its terminals and requests share one connection. It is opened when it is first needed, and opened again, with
 * growing waits, for as long as a terminal needs it; each terminal then goes on at the byte where it stood.
 *
 * <p>Whatever fails is told as a {@link TmuxBridgeException} with a code, thrown or in the future.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method waits, but {@link #close()} for a moment. Futures are completed, and listeners called, by
 * the executor of the builder: a listener's calls come one at a time, and a slow one holds back its own terminal only. Ends
 * with {@link #close()}.
 */
public interface TmuxClient extends AutoCloseable {

    /**
     * Starts the description of a client.
     *
     * @param server the server as people write it: the address of its page or of its WebSocket endpoint, {@code http},
     *     {@code https}, {@code ws} or {@code wss}. A {@code token} in its query or fragment is used as the token
     * @return a builder
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when it is no such address
     */
    static TmuxClientBuilder builder(URI server) {
        return new TmuxClientBuilder(server);
    }

    /**
     * Views a terminal, and types into it where the server allows it.
     *
     * @param what the terminal, and how it is viewed
     * @param listener told what it shows and what becomes of it
     * @return the terminal, once the server has connected it. The listener may hear of it before. When the first connect
     *     fails it is not tried again: the future fails with the server's code, {@link io.tmuxbridge.ErrorCode#UNAVAILABLE}
     *     when there was no answer
     */
    CompletableFuture<Terminal> open(TerminalSpec what, TerminalListener listener);

    /**
     * The sessions of the server.
     *
     * @return to list, create, rename and end them
     */
    RemoteSessions sessions();

    /**
     * A pane to be driven by requests: typed into, run a command in, waited for, captured. What is to be shown as it changes
     * is a terminal: {@link #open}.
     *
     * @param target {@code %id} of a pane, or a session by name or id: the pane that is its active one when something is first
     *     asked of it, and this pane from then on. Nothing is asked of the server yet
     * @return the pane
     */
    RemotePane pane(String target);

    /**
     * Calls any method of the server's management interface, see "Management" in docs/protocol.md.
     *
     * @param method for example {@code window.create}
     * @param params by name: strings, numbers, booleans, lists and maps of these
     * @return the members of the result, of the same types. A request that the connection was lost under fails with
     *     {@link io.tmuxbridge.ErrorCode#UNAVAILABLE} and may have been carried out; it is not sent again
     */
    CompletableFuture<Map<String, Object>> call(String method, Map<String, ?> params);

    /**
     * Ends all terminals, with {@link TerminalEnd.Reason#CLOSED}, and the connection, which the server is told before this
     * returns. The sessions live on. Closing again does nothing.
     */
    @Override
    void close();
}
