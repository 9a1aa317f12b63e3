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
 * A pane driven by requests, as {@link io.tmuxbridge.pane.Pane} is inside the server; see docs/driving.md. Futures fail with
 * {@link io.tmuxbridge.TmuxBridgeException} and the server's code; one that the connection was lost under fails with
 * {@link io.tmuxbridge.ErrorCode#UNAVAILABLE}, and what was asked for may have been done.
 *
 * <p>Applications call it and do not implement it: minor versions may add methods.
 *
 * <p><b>Threads:</b> any; no method waits.
 */
public interface RemotePane {

    /**
     * Types text.
     *
     * @param text as a keyboard would send it: Enter is {@code \r}
     * @return the position of the output before it was typed, once tmux has taken it
     */
    CompletableFuture<PanePosition> send(String text);

    /**
     * Runs a command in the shell whose prompt the pane shows.
     *
     * @param command shell text; not the words of strangers
     * @param timeout how long to wait for its end; a time that is over is a result
     * @return how it ended, and its output
     */
    CompletableFuture<RunResult> run(String command, Duration timeout);

    /**
     * Waits for output from now on.
     *
     * @param what what for
     * @param timeout how long; a time that is over is a result
     * @return how waiting ended
     */
    CompletableFuture<Awaited> awaitOutput(Await what, Duration timeout);

    /**
     * Waits for output from a position on, so that nothing is missed.
     *
     * @param what what for
     * @param from a position that this client's connection was answered
     * @param timeout how long; a time that is over is a result
     * @return how waiting ended
     */
    CompletableFuture<Awaited> awaitOutput(Await what, PanePosition from, Duration timeout);

    /**
     * Captures lines.
     *
     * @param range which
     * @return those of them that there are
     */
    CompletableFuture<PaneCapture> capture(CaptureRange range);
}
