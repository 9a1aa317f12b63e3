package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.ByteBuffer;

/**
 * Receives what a terminal shows and what happens to it, in stream order. Every method does nothing unless overridden.
 *
 * <p>An application that only writes {@link #snapshot} and {@link #bytes} to an emulator is correct: no byte is
 * missing, and none arrives twice.
 *
 * <p><b>Threads:</b> called by the client's executor, one call at a time. A method may take as long as it likes: the
 * server sends no more than half a megabyte beyond what the listener has finished processing. When more than 1 MiB of
 * other calls wait, only the last {@link #event} of each kind is kept, and every {@link TerminalEvent.Skipped} and
 * {@link TerminalEvent.Gap}; where that is not enough, or a method throws, the terminal ends with
 * {@link TerminalEnd.Reason#FAILED}.
 */
public interface TerminalListener {

    /**
     * The server has connected the terminal, for the first time or again.
     *
     * @param terminal the terminal, always the same
     * @param how how its stream continues
     */
    default void connected(Terminal terminal, Connected how) {}

    /**
     * The whole screen, from which the stream continues. It begins by resetting the emulator; anything shown before is
     * obsolete.
     *
     * @param screen the screen
     */
    default void snapshot(Snapshot screen) {}

    /**
     * The stream continues.
     *
     * @param data bytes for an emulator, whole characters only; read-only; the listener may keep it
     */
    default void bytes(ByteBuffer data) {}

    /**
     * The terminal has this size from here on.
     *
     * @param size the terminal's, not this viewer's
     */
    default void resized(TerminalSize size) {}

    /**
     * Something happened that is not output.
     *
     * @param event the event; more kinds may be added
     */
    default void event(TerminalEvent event) {}

    /**
     * The server has refused something, usually input; the terminal continues.
     *
     * @param why the server's code and words
     */
    default void refused(TmuxBridgeException why) {}

    /**
     * Input is given up and not resent: for some of it, it is unknown whether it has arrived, and some was never sent.
     * Its futures fail too. Input that is unacknowledged when the terminal ends is reported through its futures only.
     *
     * @param lost the input, and of which kind it is
     */
    default void inputLost(LostInput lost) {}

    /**
     * The connection is lost; the client keeps trying to reconnect until it succeeds or the terminal is closed.
     *
     * @param why the reason, in words for users
     */
    default void reconnecting(String why) {}

    /**
     * The terminal has ended. This is the last call.
     *
     * @param end why it ended
     */
    default void ended(TerminalEnd end) {}
}
