package io.tmuxbridge.core;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Workers of the application: they go on when the bridge has ended, so it counts what it has given them, to wait for
 * that.
 *
 * <p>What they refuse is run by the caller, late rather than never.
 */
final class BorrowedWork implements Work {

    private final Executor executor;
    private long underWay;
    private boolean closed;

    BorrowedWork(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        if (!begin()) {
            task.run();
            return;
        }
        Runnable counted = () -> {
            try {
                task.run();
            } finally {
                end();
            }
        };
        try {
            executor.execute(counted);
        } catch (RejectedExecutionException e) {
            counted.run();
        }
    }

    private synchronized boolean begin() {
        if (!closed) {
            underWay++;
        }
        return !closed;
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    @Override
    public synchronized void close(long seconds) {
        closed = true;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (underWay > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
