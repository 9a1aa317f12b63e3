package io.tmuxbridge.core.stream;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.input.InputTurns;
import io.tmuxbridge.core.input.PaneInput;
import io.tmuxbridge.core.log.LogBudget;
import io.tmuxbridge.core.pipe.NamedPipes;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * What every pane's stream needs of its bridge.
 *
 * @param tmux the tmux to talk to
 * @param limits bounds in force
 * @param floods from how fast on a pane floods
 * @param screens how often panes are captured that flood
 * @param output what programs may ask of viewers
 * @param logs what all logs may hold together
 * @param metrics where to count
 * @param turns of little input to panes
 * @param pipes makes named pipes
 * @param holds which feed of a pane may pipe, keep and end it
 * @param threads makes threads that wait for tmux
 * @param timer for what must happen later; tasks on it never block
 * @param work for what takes a while, such as starting a process
 */
public record StreamContext(
        Tmux tmux,
        BridgeLimits limits,
        FloodThresholds floods,
        ScreenPace screens,
        OutputPolicy output,
        LogBudget logs,
        BridgeMetrics metrics,
        InputTurns turns,
        NamedPipes pipes,
        PaneHolds holds,
        ThreadFactory threads,
        ScheduledExecutorService timer,
        Executor work) {

    /**
     * Makes the input of a pane.
     *
     * @param pane its number
     * @return one without a client
     */
    public PaneInput input(int pane) {
        return new PaneInput(
                pane,
                tmux.keys("%" + pane),
                limits.maxInputBytesPerPane(),
                this::after,
                turns,
                () -> metrics.add("input.paced", 1));
    }

    /**
     * Has a task done by the timer.
     *
     * @param nanos after how many nanoseconds, at least
     * @param task what to do; does not block
     */
    public void after(long nanos, Runnable task) {
        timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
