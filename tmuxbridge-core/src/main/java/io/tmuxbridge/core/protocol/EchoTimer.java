package io.tmuxbridge.core.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells channels that nothing was printed in answer to an input, 50 ms after tmux took it. One timer for all of them,
 * which runs only while somebody types.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class EchoTimer {

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STEP_MILLIS = 25;
    /**
     * The timer goes on for a second after the last input: to start it costs the echo of the next key a thread's
     * wake-up.
     */
    private static final int LINGER_STEPS = 40;

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Map<Channel, Long> waiting = new HashMap<>();
    private int quiet;
    private boolean running;

    EchoTimer(ScheduledExecutorService timer) {
        this(timer, System::nanoTime);
    }

    EchoTimer(ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /** An input was taken, and nothing before it waits for an answer any more. */
    synchronized void await(Channel channel) {
        waiting.put(channel, nanoTime.getAsLong() + WAIT_NANOS);
        if (!running) {
            running = true;
            timer.schedule(this::step, STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void step() {
        long now = nanoTime.getAsLong();
        Map<Channel, Long> due = new HashMap<>();
        synchronized (this) {
            waiting.forEach((channel, at) -> {
                if (at - now <= 0) {
                    due.put(channel, at);
                }
            });
            due.keySet().forEach(waiting::remove);
            quiet = waiting.isEmpty() ? quiet + 1 : 0;
            running = quiet < LINGER_STEPS;
            if (running) {
                timer.schedule(this::step, STEP_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        due.keySet().forEach(Channel::echoTimedOut);
    }
}
