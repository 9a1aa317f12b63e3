package io.tmuxbridge.client;

import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.CaptureRange;
import io.tmuxbridge.pane.PaneCapture;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A pane driven by requests, as {@link io.tmuxbridge.pane.Pane} is inside the server; see docs/driving.md. Futures fail
 * with {@link io.tmuxbridge.TmuxBridgeException} and the server's code. If the connection is lost during a request, its
 * future fails with {@link io.tmuxbridge.ErrorCode#UNAVAILABLE}, and the request may have been carried out. Timeouts
 * are from 1 ms to 24 hours.
 *
 * <p>Applications call this interface but do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method blocks.
 */
public interface RemotePane {

    /**
     * Types text.
     *
     * @param text as a keyboard would send it: Enter is {@code \r}
     * @return completes once tmux has accepted the text, with the output position before it was typed
     */
    CompletableFuture<PanePosition> send(String text);

    /**
     * Runs a command in the shell whose prompt the pane shows.
     *
     * @param command shell text; never untrusted text
     * @param timeout how long to wait for it to end; a timeout is a result, not a failure
     * @return how the command ended, and its output
     */
    CompletableFuture<RunResult> run(String command, Duration timeout);

    /**
     * Waits for output from now on.
     *
     * @param what what to wait for
     * @param timeout how long to wait; a timeout is a result, not a failure
     * @return how the wait ended
     */
    CompletableFuture<Awaited> awaitOutput(Await what, Duration timeout);

    /**
     * Waits for output starting at a position, so that nothing is missed.
     *
     * @param what what to wait for
     * @param from a position that was returned for this pane. It stays good when the connection is lost, so that a wait
     *     that failed for this can be repeated, until the server's {@code linger} (60 s by default) is over
     * @param timeout how long to wait; a timeout is a result, not a failure
     * @return how the wait ended. Fails with {@link io.tmuxbridge.ErrorCode#STALE} when the position is no longer good
     */
    CompletableFuture<Awaited> awaitOutput(Await what, PanePosition from, Duration timeout);

    /**
     * Captures lines.
     *
     * @param range which lines
     * @return those of the requested lines that exist
     */
    CompletableFuture<PaneCapture> capture(CaptureRange range);
}
