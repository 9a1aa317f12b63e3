package io.tmuxbridge.core;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to run once something has ended; what comes later runs at once.
 *
 * <p><b>Threads:</b> any; the monitor guards the list, and is not held while something runs.
 */
final class Afterwards {

    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean ended;

    void add(Runnable task) {
        synchronized (this) {
            if (!ended) {
                waiting.add(task);
                return;
            }
        }
        run(task);
    }

    void end() {
        List<Runnable> now;
        synchronized (this) {
            ended = true;
            now = List.copyOf(waiting);
            waiting.clear();
        }
        now.forEach(Afterwards::run);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("something that was to run after the end of a bridge failed", e);
        }
    }
}
