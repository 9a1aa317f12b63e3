package io.tmuxbridge.containers.relay;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A call that waits for its return, and carries out meanwhile what the other end orders within it: so a handler that
 * closes from within a call does so on the container's own thread.
 *
 * <p><b>Threads:</b> the caller waits, any other may order.
 */
final class Call {

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<Runnable> orders = new LinkedBlockingQueue<>();
    private Optional<Message.Returned> returned = Optional.empty();

    void order(Runnable command) {
        orders.add(command);
    }

    void returns(Message.Returned with) {
        orders.add(() -> returned = Optional.of(with));
    }

    /** Waits; what the call came back with. A failure there is one here. */
    Message.Returned await() {
        try {
            while (returned.isEmpty()) {
                Optional.ofNullable(orders.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .orElseThrow(() -> new IllegalStateException("the test did not return a call"))
                        .run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a call", e);
        }
        Message.Returned with = returned.orElseThrow();
        if (with.failure() != null) {
            throw new IllegalStateException(with.failure());
        }
        return with;
    }
}
