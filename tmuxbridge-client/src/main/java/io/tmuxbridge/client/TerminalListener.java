package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.ByteBuffer;

/**
 * Told what a terminal shows and what becomes of it, in the order of the stream. Every method does nothing unless it is
 * overridden.
 *
 * <p>An application that only writes {@link #snapshot} and {@link #bytes} to an emulator is right: no byte is missing, and
 * none comes twice.
 *
 * <p><b>Threads:</b> called by the client's executor, one call at a time. A method may take as long as it likes: the server
 * sends no more than half a megabyte beyond what the listener has returned from. One that throws ends the terminal with
 * {@link TerminalEnd.Reason#FAILED}.
 */
public interface TerminalListener {

    /**
     * The server has connected the terminal, first or again.
     *
     * @param terminal the terminal, always the same
     * @param how how its stream goes on
     */
    default void connected(Terminal terminal, Connected how) {}

    /**
     * The whole screen: the stream goes on from it. It begins by resetting the emulator; what was shown before does not count.
     *
     * @param screen the screen
     */
    default void snapshot(Snapshot screen) {}

    /**
     * The stream goes on.
     *
     * @param data bytes for an emulator, whole characters; read-only, the listener's to keep
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
     * @param event what; more kinds may come
     */
    default void event(TerminalEvent event) {}

    /**
     * The server has refused something, input most of the time, and the terminal goes on.
     *
     * @param why its code and words
     */
    default void refused(TmuxBridgeException why) {}

    /**
     * Input is given up and not sent again: of some it is not known whether it has arrived, and some was never sent. Its
     * futures fail too. Input that is not acknowledged when the terminal ends is told by its futures only.
     *
     * @param lost which, and of which kind
     */
    default void inputLost(LostInput lost) {}

    /**
     * The connection is lost; another one is tried until it is there, or the terminal is closed.
     *
     * @param why for people
     */
    default void reconnecting(String why) {}

    /**
     * The terminal is over. The last call.
     *
     * @param end why
     */
    default void ended(TerminalEnd end) {}
}
