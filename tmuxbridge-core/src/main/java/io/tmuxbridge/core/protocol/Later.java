package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.codec.ClientMessage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a conversation does in its {@link Lane}: signing in, connects, snapshots asked for, requests, and messages that
 * came behind them and must not overtake them.
 *
 * <p><b>Threads:</b> any.
 */
final class Later {

    private final Services services;
    private final Lane lane;
    private final BooleanSupplier over;
    private final Consumer<Throwable> failed;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * The pace says how long the next request has to wait. Tasks are dropped once it is over; what they throw is handed
     * on.
     */
    Later(Services services, Executor executor, LongSupplier pace, BooleanSupplier over, Consumer<Throwable> failed) {
        this.services = services;
        this.lane = new Lane(executor, new Lane.Rest() {
            @Override
            public long nanos() {
                long nanos = over.getAsBoolean() ? 0 : pace.getAsLong();
                services.metrics().add("requests.paced", nanos > 0 ? 1 : 0);
                return nanos;
            }

            @Override
            public void after(long nanos, Runnable task) {
                services.timer().schedule(task, nanos, TimeUnit.NANOSECONDS);
            }
        });
        this.over = over;
        this.failed = failed;
    }

    /** Whether a message is for the lane: what it asks may take a while. */
    static boolean isFor(ClientMessage message) {
        return message instanceof ClientMessage.Auth
                || message instanceof ClientMessage.Connect
                || message instanceof ClientMessage.Refresh
                || message instanceof ClientMessage.RpcRequest;
    }

    /** Whether something waits that may not be overtaken. */
    boolean waits() {
        return waiting.get() > 0;
    }

    /** Whether the lane has something to do. */
    boolean busy() {
        return lane.busy();
    }

    /** Runs a task of the bridge's own behind those that wait. */
    void run(Runnable task) {
        put(task, 0, false, false);
    }

    /**
     * Runs a task of the bridge's own before all that wait, however many they are. How many such tasks there are is for
     * the caller to bound.
     */
    void first(Runnable task) {
        waiting.incrementAndGet();
        lane.urgent(services.work(), () -> carryOut(task, false));
    }

    /** Runs the last task of all, however much waits before it. */
    void last(Runnable task) {
        if (!lane.run(task, 0, false)) {
            services.work().execute(task);
        }
        lane.wake();
    }

    /**
     * Runs a task for a message of so many bytes behind those that wait.
     *
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when too much waits
     */
    void run(Runnable task, int size) {
        put(task, size, false, false);
    }

    /**
     * Does what a message says behind what waits: what was asked when its time has come, and not any more when it is
     * over; what was typed before a connection was lost all the same.
     *
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when too much waits
     */
    void run(ClientMessage message, Runnable task, int size) {
        put(task, size, !isFor(message), isFor(message));
    }

    private void put(Runnable task, int size, boolean evenWhenOver, boolean paced) {
        waiting.incrementAndGet();
        if (!lane.run(() -> carryOut(task, evenWhenOver), size, paced)) {
            waiting.decrementAndGet();
            services.metrics().add("requests.refused", 1);
            throw new TmuxBridgeException(ErrorCode.LIMIT, "too many requests wait on this connection; slow down");
        }
    }

    private void carryOut(Runnable task, boolean evenWhenOver) {
        try {
            if (evenWhenOver || !over.getAsBoolean()) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        } finally {
            waiting.decrementAndGet();
        }
    }
}
