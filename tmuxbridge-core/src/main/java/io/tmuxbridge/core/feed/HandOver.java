package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.FloodPort;
import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.LastWords;
import io.tmuxbridge.core.stream.PaneKeeping;
import io.tmuxbridge.core.tmux.ControlClient;

/**
 * How one control client follows another, which somebody detached or killed: what the pane prints meanwhile is in the
 * pipe that it had, from where the first one had told. So the next one begins as after a flood, and nothing is missing.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class HandOver {

    private final PaneKeeping keeping;
    private final LastWords lastWords;
    private final FloodRoad road;
    private final FloodPort port;
    private volatile boolean due;
    private boolean over;

    /**
     * Creates the one of a client that is not there yet.
     *
     * @param due whether nothing was missing when the one before it ended
     * @param keeping whether the pane stays when its program ends
     * @param lastWords for which a pane is piped
     * @param road the way of what comes through the pipe
     * @param port the stream
     */
    HandOver(boolean due, PaneKeeping keeping, LastWords lastWords, FloodRoad road, FloodPort port) {
        this.keeping = keeping;
        this.lastWords = lastWords;
        this.road = road;
        this.port = port;
        this.due = due;
    }

    /** Whether what the client tells comes through the pipe as well, and is not read there yet. */
    boolean isDue() {
        return due;
    }

    /** The client is there: the pane is piped, on or from now on, where that is needed. */
    synchronized void begin(ControlClient by) {
        if (over) {
            return;
        }
        if (due) {
            goOn();
            due = false;
        }
        if (keeping.keeps(by) && !road.isTaken()) {
            lastWords.begin(by);
        }
    }

    private void goOn() {
        if (road.take()) {
            road.leave();
        } else {
            port.lostPlace();
        }
    }

    /** The client has ended: whether another one can go on. */
    synchronized boolean end() {
        over = true;
        road.handOver();
        return lastWords.canGoOn();
    }
}
