package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the sizes of one tmux server's windows are settled: by itself, so that a server that does not answer holds up no
 * other. Many reasons at once are settled once, and what failed is tried again.
 *
 * <p><b>Threads:</b> any. {@link #settle} and {@link #settleQuietly} block for some milliseconds; tmux is asked under a
 * lock of its own, by one thread for all that wait.
 */
final class ServerSizes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerSizes.class);

    /** Somebody who drags a window's corner makes sizes faster than programs can follow. */
    private static final long GATHER_MILLIS = 30;

    private static final long AGAIN_MILLIS = 5000;

    private final StreamContext context;
    private final Settling settling;
    private final SizeSettler settler;
    private final Object turn = new Object();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();
    private long settled;
    private volatile boolean closed;

    /** Asks tmux how things are, and changes what differs. */
    @FunctionalInterface
    interface Settling {
        /**
         * Does it.
         *
         * @param settler the server's
         * @return whether all windows have the sizes that they should have
         */
        boolean settle(SizeSettler settler);
    }

    ServerSizes(StreamContext context, SizePolicy policy, Settling settling) {
        this.context = context;
        this.settling = settling;
        this.settler = new SizeSettler(context, policy);
    }

    /** Settles soon, on another thread. */
    void later() {
        if (pending.compareAndSet(false, true)) {
            context.timer()
                    .schedule(() -> context.work().execute(this::settleQuietly), GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Settles now; returns when tmux has changed what was to be changed. */
    void settle() {
        long wanted = asked.incrementAndGet();
        synchronized (turn) {
            pending.set(false);
            if (settled < wanted && !closed) {
                settled = asked.get();
                settleOrTryAgain();
            }
        }
    }

    private void settleOrTryAgain() {
        boolean done = false;
        try {
            done = settling.settle(settler);
        } finally {
            if (!done) {
                again();
            }
        }
    }

    int clients(String sessionId) {
        return settler.clients(sessionId);
    }

    /** The same; what fails is tried again, and told to nobody. */
    void settleQuietly() {
        try {
            settle();
        } catch (RuntimeException e) {
            LOG.debug("sizes could not be settled", e);
            context.metrics().add("sizes.failed", 1);
        }
    }

    private void again() {
        if (failed.compareAndSet(false, true)) {
            context.timer()
                    .schedule(
                            () -> {
                                failed.set(false);
                                later();
                            },
                            AGAIN_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** Settles for the last time: nobody views anything any more. What fails is left to the next bridge. */
    void settleLast() {
        synchronized (turn) {
            settler.disown();
            settleQuietly();
        }
    }

    @Override
    public void close() {
        closed = true;
        settler.close();
    }
}
