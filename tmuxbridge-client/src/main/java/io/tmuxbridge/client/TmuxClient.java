package io.tmuxbridge.client;

import io.tmuxbridge.TmuxBridgeException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A client of one tmuxbridge server.
 *
 * <p>All terminals and requests share one connection. It is opened when first needed and reopened, with growing waits,
 * for as long as a terminal needs it; each terminal then continues at the byte where it stopped.
 *
 * <p>Every failure is reported as a {@link TmuxBridgeException} with a code, either thrown or through the future.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method blocks, except {@link #close()} for a moment. The builder's executor completes
 * futures and calls listeners: a listener is called one call at a time, and a slow one holds back only its own
 * terminal. Ends with {@link #close()}.
 */
public interface TmuxClient extends AutoCloseable {

    /**
     * Starts building a client.
     *
     * @param server the server as people write it: the address of its page or of its WebSocket endpoint, with
     *     {@code http}, {@code https}, {@code ws} or {@code wss}. A {@code token} in the query or fragment is used as
     *     the token
     * @return a builder
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when {@code server} is not such an address
     */
    static TmuxClientBuilder builder(URI server) {
        return new TmuxClientBuilder(server);
    }

    /**
     * Opens a terminal for viewing, and for typing where the server allows it.
     *
     * @param what the terminal, and how to view it
     * @param listener receives what the terminal shows and what happens to it
     * @return the terminal, once the server has connected it. The listener may be called before that. If the first
     *     connect fails, it is not retried, but once with a new token where the builder has a source of them: the
     *     future fails with the server's code, or {@link io.tmuxbridge.ErrorCode#UNAVAILABLE} if there was no answer
     */
    CompletableFuture<Terminal> open(TerminalSpec what, TerminalListener listener);

    /**
     * Returns the sessions of the server.
     *
     * @return an object for listing, creating, renaming and ending them
     */
    RemoteSessions sessions();

    /**
     * Returns the windows and panes of these sessions.
     *
     * @return an object for creating, arranging and ending them
     */
    RemoteWindows windows();

    /**
     * Returns a pane to drive by requests: type into it, run commands in it, wait for its output, capture it. To
     * display a pane as it changes, open a terminal: {@link #open}.
     *
     * @param target {@code %id} of a pane, or a session's name or id: this selects the session's active pane at the
     *     time of the first request, and that same pane from then on. Nothing is requested from the server yet
     * @return the pane
     */
    RemotePane pane(String target);

    /**
     * Calls any method of the server's management interface; see "Management" in docs/protocol.md.
     *
     * @param method for example {@code lease.take}
     * @param params the parameters by name: strings, numbers, booleans, and lists and maps of these
     * @return the members of the result, of the same types. If the connection is lost during the request, it fails with
     *     {@link io.tmuxbridge.ErrorCode#UNAVAILABLE} and may have been carried out; it is not resent. A request of
     *     more than 1 MiB as JSON fails with {@link io.tmuxbridge.ErrorCode#LIMIT}, and nothing is sent; so does one
     *     beyond 10,000 that wait for their answer
     */
    CompletableFuture<Map<String, Object>> call(String method, Map<String, ?> params);

    /**
     * Ends all terminals with {@link TerminalEnd.Reason#CLOSED}, and closes the connection; the server is notified
     * before this method returns. The sessions live on. Closing again does nothing.
     */
    @Override
    void close();
}
