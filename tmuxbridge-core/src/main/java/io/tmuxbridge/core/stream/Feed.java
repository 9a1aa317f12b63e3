package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.input.InputDone;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.Optional;

/**
 * What viewers read, whatever it comes from: a pane ({@code PaneFeed}), or what {@code tmux attach} draws
 * ({@code MirrorFeed}). It has a log, snapshots at positions of the log, and takes input.
 *
 * <p><b>Threads:</b> any. {@link #open} and {@link #close} start and end a process and block for some milliseconds;
 * nothing else blocks.
 */
public interface Feed extends AutoCloseable {

    /**
     * Starts to follow.
     *
     * @param beforeFirstSnapshot run once a client is attached and before anything is captured
     * @throws io.tmuxbridge.TmuxBridgeException when the session is gone or tmux does not answer
     */
    void open(Runnable beforeFirstSnapshot);

    /**
     * Where the pane is; of a whole session, the pane that was active when it was opened.
     *
     * @return its address
     */
    PaneAddress address();

    /**
     * The life of the stream that offsets belong to.
     *
     * @return a name that no other life has
     */
    String epoch();

    /**
     * The stream.
     *
     * @return its log
     */
    OutputLog log();

    /**
     * Size as of the newest snapshot.
     *
     * @return columns and rows
     */
    TerminalSize size();

    /**
     * The newest snapshot that is good enough, if there is one.
     *
     * @param serial least number of its capture, 0 for any
     * @param history lines of history wanted
     * @return a snapshot that the log goes on from
     */
    Optional<Snapshot> snapshot(long serial, int history);

    /**
     * Has a new snapshot taken.
     *
     * @param history lines of history wanted
     * @return the least number that its capture will have
     */
    long capture(int history);

    /**
     * Takes bytes; they are on their way after the next {@link #sendInput}.
     *
     * @param data the bytes, not touched afterwards
     * @param pace of who types them
     * @param done told once, from any thread, whether all of them were taken
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#LIMIT} when too much waits already
     */
    void input(byte[] data, InputPace pace, InputDone done);

    /** Sends what {@link #input} took: apart from it, so that no lock is held while tmux is written to. */
    void sendInput();

    /**
     * Somebody is about to watch who wants bytes, from the next snapshot on: screens do not stand for them until the
     * watchers are known. Nothing to do where they never do.
     */
    default void wantBytes() {}

    /**
     * Others watch than before.
     *
     * @param watchers who
     */
    void watchedBy(Watchers watchers);

    /**
     * The control client that carries it.
     *
     * @return it, ended or not; absent before the feed is open, and where none does
     */
    Optional<ControlClient> client();

    /** Looks whether all is well. To be called about twice a second. */
    void tick();

    /**
     * Whether it follows no more.
     *
     * @return true when nothing will come into the log any more
     */
    boolean hasEnded();

    /** Stops following. What is followed lives on. */
    @Override
    void close();
}
