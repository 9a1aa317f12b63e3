package io.tmuxbridge.pane;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A pane driven by a program: one more viewer of the pane, with the permissions of a caller, besides the people viewing
 * it.
 *
 * <p>Nothing here polls, and nothing occupies a thread while it waits. Each call checks again whether the caller is
 * allowed to make it. If not, or no longer, the result fails with a {@link io.tmuxbridge.TmuxBridgeException} whose
 * code is {@code FORBIDDEN}, {@code NOT_FOUND} (the caller may not even see the session) or {@code UNAUTHENTICATED}
 * (revoked or expired). Pending results fail in the same way when the caller loses its access. Typed input is audited
 * by its number of bytes.
 *
 * <p>When the pane ends, pending waits end with {@code ENDED}; later calls fail with {@code NOT_FOUND}.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any. Only {@link #close} and opening the pane block. Results are completed by the bridge's worker
 * threads; dependent stages should not block for long.
 */
public interface Pane extends AutoCloseable {

    /**
     * Returns the pane's id.
     *
     * @return tmux's id, such as {@code %3}
     */
    String id();

    /**
     * Returns the current position in the pane's output.
     *
     * @return the position after the newest byte
     */
    PanePosition position();

    /**
     * Types text verbatim: {@code "\r"} is Enter, {@code "\u0003"} is Ctrl-C.
     *
     * @param text what to type
     * @return completes once tmux has accepted the text, with the output position before it was typed; from there,
     *     {@link #awaitOutput(Await, PanePosition, Duration)} sees every response to it. Fails with
     *     {@link io.tmuxbridge.ErrorCode#LIMIT} when too much input is waiting to be typed,
     *     {@link io.tmuxbridge.ErrorCode#INPUT_LOST} when tmux went away in the meantime
     */
    CompletableFuture<PanePosition> send(String text);

    /**
     * Runs a command in the POSIX-like shell whose prompt the pane shows, and waits for it to end.
     *
     * <p>The command is shell text, typed into a shell that trusts its user: never include untrusted text. Where the
     * shell marks its commands (OSC 133), such marks have been seen since this pane was opened and the last one is not
     * that of a command that runs, the command is typed as it is. Otherwise it is passed to {@code eval} between two
     * printed lines that contain a random word and tell where the output begins, where it ends, and the exit status;
     * people viewing the pane see these lines. Several lines are one command.
     *
     * @param command shell text, without control characters other than line feed and tab; at most 3,000 bytes as typed
     * @param timeout how long to wait, must be more than zero; after that the command keeps running unless the caller
     *     stops it
     * @return the result of the command. Fails with {@link io.tmuxbridge.ErrorCode#BUSY} while another command is
     *     running here: wait for it to end
     */
    CompletableFuture<RunResult> run(String command, Duration timeout);

    /**
     * Waits for output that arrives from now on.
     *
     * @param what what to wait for
     * @param timeout how long to wait, must be more than zero
     * @return how the wait ended; cancelling the result ends the wait. Fails with {@link io.tmuxbridge.ErrorCode#LIMIT}
     *     when too many waits are pending
     */
    default CompletableFuture<Awaited> awaitOutput(Await what, Duration timeout) {
        return awaitOutput(what, position(), timeout);
    }

    /**
     * Waits for output starting at a position; output that is already there counts.
     *
     * @param what what to wait for
     * @param from a position of this pane
     * @param timeout how long to wait, must be more than zero
     * @return how the wait ended; cancelling the result ends the wait. Fails with {@link io.tmuxbridge.ErrorCode#STALE}
     *     when the position belongs to another epoch, {@link io.tmuxbridge.ErrorCode#LIMIT} when too many waits are
     *     pending
     */
    CompletableFuture<Awaited> awaitOutput(Await what, PanePosition from, Duration timeout);

    /**
     * Captures lines of the screen or the history.
     *
     * @param range which lines
     * @return the lines
     */
    CompletableFuture<PaneCapture> capture(CaptureRange range);

    /**
     * Publishes the output from the moment of subscription: first the screen, then bytes. A subscriber that requests
     * less than is printed misses bytes and receives the screen instead; the pane never waits for a subscriber. Methods
     * of subscribers run on one of two threads for all that are followed: one that blocks makes other subscribers wait,
     * and nobody else. Where output is missing before the end of the pane, the last piece says so. Completes when the
     * pane ends or this object is closed; fails when the caller loses its access, and for whoever subscribes after any
     * of these.
     *
     * @return a publisher for any number of subscribers
     */
    Flow.Publisher<PaneOutput> follow();

    /**
     * Leaves the pane, which lives on. Pending calls and waits fail with {@link io.tmuxbridge.ErrorCode#NOT_FOUND}, and
     * those who follow it are at the end. Idempotent.
     */
    @Override
    void close();
}
