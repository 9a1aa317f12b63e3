package io.tmuxbridge.core.session;

import io.tmuxbridge.core.input.Delay;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each of many, each about twice a second, and never at many at once: tmux answers what it is asked in one go,
 * and lets those who type wait meanwhile. Of more than a hundred each is looked at less often, so that there are never
 * more than 200 looks a second: tmux goes through all of its clients and panes for each of them, and would do nothing
 * else any more.
 *
 * <p><b>Threads:</b> the timer's.
 *
 * @param <T> what is looked at
 */
final class Rounds<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** The least time from one look to the next, at the mean of a round. */
    static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Steps of a round at most. */
    static final int STEPS = 25;

    private final Supplier<? extends Collection<T>> all;
    private final Consumer<T> look;
    private final Runnable beside;
    private final Delay delay;
    private final Deque<T> left = new ArrayDeque<>();
    private int each = 1;
    private long pause = PERIOD_NANOS;
    private long sinceBeside;
    private volatile boolean stopped;

    /**
     * Looks at nothing until started.
     *
     * @param all asked at the beginning of each round
     * @param look has a look at one
     * @param beside done about twice a second, however many there are
     */
    Rounds(Supplier<? extends Collection<T>> all, Consumer<T> look, Runnable beside, Delay delay) {
        this.all = all;
        this.look = look;
        this.beside = beside;
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
        sinceBeside += pause;
        if (sinceBeside >= PERIOD_NANOS) {
            sinceBeside = 0;
            carefully(beside);
        }
        delay.after(pause, this::step);
    }

    private void begin() {
        left.addAll(all.get());
        int size = Math.max(1, left.size());
        each = (size + STEPS - 1) / STEPS;
        int steps = (size + each - 1) / each;
        pause = (Math.max(PERIOD_NANOS, size * EACH_NANOS) + steps - 1) / steps;
    }

    private static void carefully(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a look failed; there will be another one", e);
        }
    }
}
