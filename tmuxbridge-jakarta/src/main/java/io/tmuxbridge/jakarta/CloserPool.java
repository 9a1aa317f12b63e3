package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The default executor for closing and pinging connections, since some containers block in {@code close} until the peer
 * has answered, and in {@code sendPing} until the network takes it.
 *
 * <p>Its threads start when the first connection is closed or pinged, and end after being idle for a few seconds, or
 * immediately with {@link #close()}. The pool of {@link EndpointOptions#defaults()} is closed with the bridge. A pool
 * that an application creates itself must be closed by the application, after its bridge.
 *
 * <p>It has its own timer: the one in {@link CompletableFuture} belongs to the JVM, never ends, and would retain the
 * class loader of the application that used it first.
 *
 * <p><b>Threads:</b> at most {@value #THREADS} daemon threads for closing and pings, and {@value #ABORT_THREADS} for
 * what is done later: aborts, which must not wait behind closings that only they can end. The rest waits in queues with
 * one entry per connection. Its methods may be called from any thread.
 */
public final class CloserPool implements Executor, AutoCloseable {

    private static final int THREADS = 32;
    private static final int ABORT_THREADS = 4;
    private static final int IDLE_SECONDS = 3;
    private static final int LAST_SECONDS = 5;

    private final AtomicReference<Workers> workers = new AtomicReference<>(new Workers());
    private final AtomicReference<Optional<TmuxBridge>> owner;
    private final boolean provisional;

    /** Creates a pool that has no threads yet. */
    public CloserPool() {
        this(Optional.empty(), false);
    }

    private CloserPool(Optional<TmuxBridge> owner, boolean provisional) {
        this.owner = new AtomicReference<>(owner);
        this.provisional = provisional;
    }

    /**
     * Creates a placeholder for the pools that {@link #endingWith} creates for each bridge, until the bridge is known.
     */
    static CloserPool provisional() {
        return new CloserPool(Optional.empty(), true);
    }

    /**
     * Creates a pool that is closed with the bridge. It does not use the bridge before the pool itself is used: hosts
     * may create the bridge late.
     */
    static CloserPool endingWith(TmuxBridge bridge) {
        return new CloserPool(Optional.of(bridge), false);
    }

    boolean isProvisional() {
        return provisional;
    }

    @Override
    public void execute(Runnable task) {
        use(now -> now.pool.execute(task));
    }

    /**
     * Returns an executor for aborts, after a delay: those of a pool do not wait behind its closes, which may block
     * until their connection is aborted. Another executor has to see to that itself.
     */
    static Executor later(Executor closer, Duration delay) {
        if (closer instanceof CloserPool own) {
            return task -> own.use(now -> now.timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
        }
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, closer);
    }

    private void use(Consumer<Workers> task) {
        owner.getAndSet(Optional.empty()).ifPresent(bridge -> bridge.whenClosed(this::close));
        try {
            task.accept(workers.get());
        } catch (RejectedExecutionException e) { // closed in between, so there are new ones
            task.accept(workers.get());
        }
    }

    /**
     * Waits up to 5 s for closings that have begun, and ends the threads. Connections that were still to be aborted are
     * left to the container. Closing or pinging a connection afterwards starts threads again.
     */
    @Override
    public void close() {
        workers.getAndSet(new Workers()).end();
    }

    private static final class Workers {

        private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads("tmuxbridge-close"));
        private final ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(ABORT_THREADS, threads("tmuxbridge-abort"));

        Workers() {
            pool.allowCoreThreadTimeOut(true);
            timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            timer.allowCoreThreadTimeOut(true);
            timer.setRemoveOnCancelPolicy(true);
        }

        private static ThreadFactory threads(String name) {
            return task -> {
                // a whole stack: Tyrus, loading its messages, overflows one of 128 KiB
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            };
        }

        void end() {
            timer.shutdownNow();
            pool.shutdown();
            try {
                if (!pool.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                    pool.shutdownNow();
                }
                timer.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
