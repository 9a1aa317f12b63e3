package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.Delay;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each of many, each about twice a second, and never at many at once: tmux answers what it is asked in one go, and lets
 * those who type wait meanwhile.
 *
 * <p><b>Threads:</b> the timer's.
 *
 * @param <T> what is looked at
 */
final class Rounds<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Steps of a round at most. */
    static final int STEPS = 25;

    private final Supplier<? extends Collection<T>> all;
    private final Consumer<T> look;
    private final Runnable atTheEnd;
    private final Delay delay;
    private final Deque<T> left = new ArrayDeque<>();
    private int each = 1;
    private long pause = PERIOD_NANOS;
    private volatile boolean stopped;

    /**
     * Looks at nothing until started.
     *
     * @param all asked at the beginning of each round
     * @param look has a look at one
     * @param atTheEnd done once in each round
     */
    Rounds(Supplier<? extends Collection<T>> all, Consumer<T> look, Runnable atTheEnd, Delay delay) {
        this.all = all;
        this.look = look;
        this.atTheEnd = atTheEnd;
        this.delay = delay;
    }

    void start() {
        delay.after(pause, this::step);
    }

    /** No look begins any more. */
    void stop() {
        stopped = true;
    }

    private void step() {
        if (stopped) {
            return;
        }
        if (left.isEmpty()) {
            begin();
        }
        for (int i = 0; i < each && !left.isEmpty(); i++) {
            T next = left.removeFirst();
            carefully(() -> look.accept(next));
        }
        if (left.isEmpty()) {
            carefully(atTheEnd);
        }
        delay.after(pause, this::step);
    }

    private void begin() {
        left.addAll(all.get());
        int size = Math.max(1, left.size());
        each = (size + STEPS - 1) / STEPS;
        int steps = (size + each - 1) / each;
        pause = PERIOD_NANOS / steps;
    }

    private static void carefully(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a look failed; there will be another one", e);
        }
    }
}
