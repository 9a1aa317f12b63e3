package io.tmuxbridge.jakarta;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The default executor for closing connections: some containers block in {@code close} until the peer has answered.
 *
 * <p>Its threads end after idle seconds, so it needs no shutdown and holds no class loader for long.
 *
 * <p><b>Threads:</b> at most {@value #THREADS}, daemons; more closings wait in a queue with one entry per connection.
 */
final class CloserPool {

    private static final int THREADS = 32;

    private CloserPool() {}

    static Executor create() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 3, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "tmuxbridge-close", 128 * 1024);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
