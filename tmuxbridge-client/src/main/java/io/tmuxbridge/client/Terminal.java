package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.pane.PanePosition;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A terminal that is viewed: it stays the same over however many connections.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any, also those of its listener; no method waits. Ends with {@link #close()} or by itself, which the
 * listener is told.
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
     * Types bytes, in the order of the calls, each at most once: what a lost connection leaves open is sent again, and the
     * server drops what it has already. A server that has begun anew in the meantime ({@link Connected.How#FRESH}) cannot
     * tell what it has, and the pane may be another one, so that after this nothing is sent that was typed before.
     *
     * @param data copied
     * @return done when the server has settled it: typed, or refused, which {@link TerminalListener#refused} was told before.
     *     Fails with {@link InputLostException} when it may or may not have arrived, and with {@link InputNotSentException}
     *     when it was never sent, which tells that it may be sent again without being typed twice. Fails with
     *     {@link io.tmuxbridge.ErrorCode#LIMIT}, and nothing is sent, where more would wait than
     *     {@link TmuxClientBuilder#inputBytes} allows; with {@link io.tmuxbridge.ErrorCode#FORBIDDEN} where this viewer only
     *     looks on; with {@link io.tmuxbridge.ErrorCode#NOT_FOUND} once the terminal has ended
     */
    CompletableFuture<Void> send(byte[] data);

    /**
     * Says when there is room for more input.
     *
     * @param bytes how many, at most {@link TmuxClientBuilder#inputBytes}
     * @return done as soon as so many would be taken; fails when the terminal ends
     */
    CompletableFuture<Void> room(int bytes);

    /**
     * Tells the server that this viewer has another size. What size the terminal takes is the server's policy, and told to
     * the listener.
     *
     * @param size of this viewer
     */
    void resize(TerminalSize size);

    /** Asks for a snapshot; for a viewer whose picture was spoilt. */
    void refresh();

    /**
     * From the next call on the listener is told nothing, until {@link #release()}. The server then stops sending after half
     * a megabyte; others are not held up. For applications that take output faster than they use it.
     */
    void hold();

    /** Ends {@link #hold()}. Not held, it does nothing. */
    void release();

    /**
     * How far the listener has been given the stream.
     *
     * @return epoch and offset, absent before the server has connected it
     */
    Optional<PanePosition> position();

    /**
     * Whether it is connected now: what is typed goes out at once.
     *
     * @return false while the connection is lost, and after the end
     */
    boolean connected();

    /**
     * Stops viewing. The session lives on. The listener is told {@link TerminalEnd.Reason#CLOSED}; closing again does
     * nothing.
     */
    @Override
    void close();
}
