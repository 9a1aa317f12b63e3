package io.tmuxbridge.core.input;

import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shares out the commands with little input that all panes of a bridge may begin: so many in each turn of a few
 * milliseconds. When a hundred programs type a thousand messages a second each, every pane gets its turn some eighty
 * times a second, and what was typed between two of them goes in one command. As long as fewer commands are begun
 * nobody waits.
 *
 * <p><b>Threads:</b> any. What waited is told on the thread of the delay, and never while the monitor is held.
 */
public final class InputTurns {

    static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    /** Commands begun in a turn: eight thousand a second are some 40 % of the time that tmux 3.3a has. */
    static final int COMMANDS = 32;

    private final Delay delay;
    private final LongSupplier clock;
    private final BridgeMetrics metrics;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long began;
    private int begun;

    /**
     * Begins with nobody waiting.
     *
     * @param delay ends turns
     * @param clock {@link System#nanoTime} or the like
     * @param metrics counts who waits, as {@code input.gathered}
     */
    public InputTurns(Delay delay, LongSupplier clock, BridgeMetrics metrics) {
        this.delay = delay;
        this.clock = clock;
        this.metrics = metrics;
        this.began = clock.getAsLong();
    }

    /** The time of the clock. */
    long now() {
        return clock.getAsLong();
    }

    /**
     * Takes a command's part of this turn.
     *
     * @param later run once, when there was none left in this turn and the caller has one in a later turn; does not
     *     block
     * @return whether there was one left
     */
    synchronized boolean take(Runnable later) {
        long now = now();
        if (waiting.isEmpty() && now - began >= TURN_NANOS) {
            begin(now);
        }
        if (waiting.isEmpty() && begun < COMMANDS) {
            begun++;
            return true;
        }
        if (waiting.isEmpty()) {
            delay.after(Math.max(0, began + TURN_NANOS - now), this::next);
        }
        waiting.addLast(later);
        metrics.add("input.gathered", 1);
        return false;
    }

    private void next() {
        List<Runnable> turn = new ArrayList<>();
        synchronized (this) {
            begin(now());
            for (; begun < COMMANDS && !waiting.isEmpty(); begun++) {
                turn.add(waiting.removeFirst());
            }
            if (!waiting.isEmpty()) {
                delay.after(TURN_NANOS, this::next);
            }
        }
        turn.forEach(Runnable::run);
    }

    private void begin(long now) {
        began = now;
        begun = 0;
    }
}
