package io.tmuxbridge.client.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Daemon threads that come with what there is to do, which may block, and go when there is nothing: they need no end.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class Threads {

    private static final long IDLE_SECONDS = 10;

    private Threads() {}

    /**
     * Creates an executor that has no threads yet.
     *
     * @param name the threads' name
     * @return an executor with a thread for each task under way
     */
    public static Executor named(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
