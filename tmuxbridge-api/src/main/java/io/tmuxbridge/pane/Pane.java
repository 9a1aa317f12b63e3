package io.tmuxbridge.pane;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A pane driven by a program: one more viewer of it, with the permissions of a caller, beside the people who look on.
 *
 * <p>Nothing here polls and nothing takes a thread while it waits. Each call asks anew whether the caller may; when it may not, or
 * no longer, the result fails with a {@link io.tmuxbridge.TmuxBridgeException} of the code {@code FORBIDDEN}, {@code NOT_FOUND}
 * (it may not even see the session) or {@code UNAUTHENTICATED} (revoked or expired), and so do results that wait when the
 * caller loses its access. What is typed is audited, by its number of bytes.
 *
 * <p>When the pane ends, what waits ends with {@code ENDED}; calls made later fail with {@code NOT_FOUND}.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any. No method but {@link #close} and the opening blocks. Results are completed by workers of the bridge;
 * what hangs on them should not block for long.
 */
public interface Pane extends AutoCloseable {

    /**
     * The pane.
     *
     * @return tmux's id of it, such as {@code %3}
     */
    String id();

    /**
     * Where the output of the pane stands now.
     *
     * @return the position after the newest byte
     */
    PanePosition position();

    /**
     * Types text, as it stands: {@code "\r"} is Enter, {@code "\u0003"} is Ctrl-C.
     *
     * @param text what to type
     * @return done when tmux has taken it: the position of the output before the text was typed, from which {@link
     *     #awaitOutput(Await, PanePosition, Duration)} sees every answer to it. Fails with {@link
     *     io.tmuxbridge.ErrorCode#LIMIT} when too much waits to be typed, {@link io.tmuxbridge.ErrorCode#INPUT_LOST} when
     *     tmux went away meanwhile
     */
    CompletableFuture<PanePosition> send(String text);

    /**
     * Runs a command in the POSIX-like shell whose prompt the pane shows, and waits for its end.
     *
     * <p>The command is shell text, typed into a shell that trusts its user: never put text of strangers into it. Where the shell
     * marks its commands (OSC 133) and such marks were seen since this pane was opened, it is typed as it is. Else it is
     * handed to {@code eval} between two lines printed with a random word, which tell where output begins, where it ends,
     * and the exit status; people who look on see that. Several lines are one command.
     *
     * @param command shell text, without control characters but line feed and tab; at most 3,000 bytes as it is typed
     * @param timeout how long to wait, more than zero; afterwards the command goes on, unless the caller stops it
     * @return its result. Fails with {@link io.tmuxbridge.ErrorCode#BUSY} while another one runs here: wait for its end
     */
    CompletableFuture<RunResult> run(String command, Duration timeout);

    /**
     * Waits for output that comes from now on.
     *
     * @param what what to wait for
     * @param timeout how long, more than zero
     * @return how it ended; a result cancelled waits no more. Fails with {@link io.tmuxbridge.ErrorCode#LIMIT} when too many wait
     */
    default CompletableFuture<Awaited> awaitOutput(Await what, Duration timeout) {
        return awaitOutput(what, position(), timeout);
    }

    /**
     * Waits for output that comes from a position on; what is there already counts.
     *
     * @param what what to wait for
     * @param from a position of this pane
     * @param timeout how long, more than zero
     * @return how it ended; a result cancelled waits no more. Fails with {@link io.tmuxbridge.ErrorCode#STALE} when the position is of
     *     another epoch, {@link io.tmuxbridge.ErrorCode#LIMIT} when too many wait
     */
    CompletableFuture<Awaited> awaitOutput(Await what, PanePosition from, Duration timeout);

    /**
     * Captures lines of the screen or the history.
     *
     * @param range which
     * @return the lines
     */
    CompletableFuture<PaneCapture> capture(CaptureRange range);

    /**
     * The output from the subscription on, to whoever subscribes: the screen first, then bytes. A subscriber that asks for less than is
     * printed misses bytes and is shown the screen instead; the pane waits for none. Ends with the pane or when this is closed;
     * fails when the caller loses its access.
     *
     * @return a publisher for any number of subscribers
     */
    Flow.Publisher<PaneOutput> follow();

    /** Leaves the pane, which lives on. What still waits is cancelled. Idempotent. */
    @Override
    void close();
}
