package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The commands of a bridge that tmux has not answered yet, in all: a server that answers slowly must not be asked ever
 * more.
 *
 * <p><b>Threads:</b> any.
 */
public final class TmuxLoad {

    private final int most;
    private final BridgeMetrics metrics;
    private final AtomicInteger outstanding = new AtomicInteger();

    /**
     * Begins with none.
     *
     * @param most commands that may be unanswered
     * @param metrics where to count
     */
    public TmuxLoad(int most, BridgeMetrics metrics) {
        this.most = most;
        this.metrics = metrics;
        metrics.gauge("tmux.commands", outstanding::get);
    }

    /** As many as anybody wants. */
    static TmuxLoad unbounded() {
        return new TmuxLoad(Integer.MAX_VALUE, BridgeMetrics.NONE);
    }

    /**
     * How many are unanswered.
     *
     * @return a number
     */
    public int outstanding() {
        return outstanding.get();
    }

    /**
     * Some more are to be sent.
     *
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when there would be too many; then none counts
     */
    void take(int commands) {
        int now = outstanding.get();
        while (now + (long) commands <= most) {
            if (outstanding.compareAndSet(now, now + commands)) {
                return;
            }
            now = outstanding.get();
        }
        metrics.add("tmux.commands.refused", commands);
        throw new TmuxBridgeException(
                ErrorCode.LIMIT, now + " commands wait for tmux already, and " + most + " may; try again later");
    }

    /** Some of the bridge itself are to be sent, however many there are. */
    void takeOwn(int commands) {
        outstanding.addAndGet(commands);
    }

    /** Some were answered, or never will be. */
    void give(int commands) {
        outstanding.addAndGet(-commands);
    }
}
