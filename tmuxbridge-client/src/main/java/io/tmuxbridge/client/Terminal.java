package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.pane.PanePosition;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A terminal being viewed. The object stays the same across any number of connections.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any, including those of its listener; no method blocks. Ends with {@link #close()} or by itself,
 * of which the listener is notified.
 */
public interface Terminal extends AutoCloseable {

    /**
     * Types text as its UTF-8 bytes.
     *
     * @param text as a keyboard would send it: Enter is {@code \r}
     * @return as for {@link #send(byte[])}
     */
    CompletableFuture<Void> send(String text);

    /**
     * Types bytes, in the order of the calls, each at most once: input left unacknowledged by a lost connection is
     * resent, and the server drops what it already has. A server that has started anew in the meantime
     * ({@link Connected.How#FRESH}) cannot tell what it has, and the pane may be a different one, so anything typed
     * before that is not sent.
     *
     * <p>At most 256 inputs are under way; further ones wait in the client until the server has acknowledged some. One
     * call with much text is better than many with little.
     *
     * @param data the bytes, which are copied
     * @return completes when the server has settled the input: typed it, or refused it after notifying
     *     {@link TerminalListener#refused}. Fails with {@link InputLostException} when the input may or may not have
     *     arrived, and with {@link InputNotSentException} when it was never sent, so that it can be sent again without
     *     being typed twice. Fails with {@link io.tmuxbridge.ErrorCode#LIMIT}, without sending anything, when more
     *     input would be waiting than {@link TmuxClientBuilder#inputBytes} allows; with
     *     {@link io.tmuxbridge.ErrorCode#FORBIDDEN} when this viewer is read-only; with
     *     {@link io.tmuxbridge.ErrorCode#NOT_FOUND} once the terminal has ended
     */
    CompletableFuture<Void> send(byte[] data);

    /**
     * Signals when there is room for more input.
     *
     * @param bytes how many bytes, at most {@link TmuxClientBuilder#inputBytes}
     * @return completes as soon as that many bytes would be accepted; fails when the terminal ends
     */
    CompletableFuture<Void> room(int bytes);

    /**
     * Tells the server that this viewer has another size. The server's policy decides which size the terminal takes,
     * and the listener is notified of it.
     *
     * @param size the size of this viewer
     */
    void resize(TerminalSize size);

    /** Requests a snapshot, for a viewer whose display has become corrupted. */
    void refresh();

    /**
     * Holds back calls to the listener, starting with the next one, until {@link #release()}. The server then stops
     * sending after half a megabyte; others are not held up. For applications that receive output faster than they
     * process it.
     */
    void hold();

    /** Ends {@link #hold()}. Does nothing if the terminal is not held. */
    void release();

    /**
     * Returns how much of the stream has been passed to the listener.
     *
     * @return epoch and offset; absent until the server has connected the terminal
     */
    Optional<PanePosition> position();

    /**
     * Returns whether the terminal is connected now, so that typed input is sent immediately.
     *
     * @return false while the connection is lost, and after the end
     */
    boolean connected();

    /**
     * Stops viewing. The session lives on. The listener receives {@link TerminalEnd.Reason#CLOSED}; closing again does
     * nothing.
     */
    @Override
    void close();
}
