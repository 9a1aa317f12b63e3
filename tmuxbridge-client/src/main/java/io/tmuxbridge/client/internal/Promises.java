package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.internal.InputLedger.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes futures by the executor, as what hangs on them is the application's.
 *
 * <p><b>Threads:</b> in turns of the client; the futures are completed after them.
 */
final class Promises {

    private final Turns turns;
    private final Executor executor;

    Promises(Turns turns, Executor executor) {
        this.turns = turns;
        this.executor = executor;
    }

    void keep(List<Entry> inputs) {
        if (!inputs.isEmpty()) {
            later(() -> inputs.forEach(entry -> entry.done().complete(null)));
        }
    }

    void fail(List<Entry> inputs, RuntimeException why) {
        if (!inputs.isEmpty()) {
            later(() -> inputs.forEach(entry -> entry.done().completeExceptionally(why)));
        }
    }

    <T> void keep(CompletableFuture<T> promise, T value) {
        later(() -> promise.complete(value));
    }

    void fail(CompletableFuture<?> promise, RuntimeException why) {
        later(() -> promise.completeExceptionally(why));
    }

    /** Has something of the application's done. */
    void later(Runnable action) {
        turns.after(() -> handOver(action));
    }

    private void handOver(Runnable action) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            executor.execute(() -> {
                if (begun.compareAndSet(false, true)) {
                    action.run();
                }
            });
        } catch (RuntimeException | OutOfMemoryError e) {
            // It is shut down, which containers say as they like, or there are no threads left on the machine; nobody
            // is to wait for ever for that. Or it is the action that failed, on this thread.
            if (!begun.compareAndSet(false, true)) {
                throw e;
            }
            action.run();
        }
    }
}
