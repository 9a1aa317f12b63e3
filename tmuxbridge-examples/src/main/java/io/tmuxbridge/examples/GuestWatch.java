package io.tmuxbridge.examples;

import io.tmuxbridge.metrics.BridgeMetrics;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Knows from the counters of a bridge when its guests were last served: somebody came, or something was printed for
 * them.
 *
 * <p><b>Threads:</b> any.
 */
final class GuestWatch implements BridgeMetrics {

    private static final Set<String> SIGNS = Set.of("connections.opened", "stream.bytes", "mirror.bytes");
    private static final long LOOK_MILLIS = 100;

    /** A guest has come, for whom the rehearsal stops. */
    static final class GuestCameException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final long restNanos;
    private volatile long served;
    private volatile boolean over;

    /**
     * Begins as if nobody had been served for long.
     *
     * @param rest milliseconds without a sign of guests after which they rest
     */
    GuestWatch(long rest) {
        this.restNanos = TimeUnit.MILLISECONDS.toNanos(rest);
        this.served = System.nanoTime() - restNanos;
    }

    /** Nobody rests any more. */
    void end() {
        over = true;
    }

    /** Whether guests rest, or none is there. */
    boolean isRest() {
        return !over && System.nanoTime() - served >= restNanos;
    }

    /** Throws when they do not. */
    void giveWay() throws GuestCameException {
        if (!isRest()) {
            throw new GuestCameException();
        }
    }

    /** Waits until guests rest; false when it was ended before. */
    boolean awaitRest() throws InterruptedException {
        while (!isRest() && !over) {
            Thread.sleep(LOOK_MILLIS);
        }
        return !over;
    }

    @Override
    public void add(String counter, long delta) {
        if (SIGNS.contains(counter)) {
            served = System.nanoTime();
        }
    }

    @Override
    public void gauge(String name, LongSupplier value) {}
}
