package io.tmuxbridge.core;

import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a defect in the application's metrics from whatever is counted: much of that is in the middle of a change, and
 * on threads that may not end. What is thrown is written to the log once, as it is mostly thrown each time.
 *
 * <p><b>Threads:</b> any.
 */
final class CarefulMetrics implements BridgeMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(CarefulMetrics.class);

    private final BridgeMetrics metrics;
    private final AtomicBoolean told = new AtomicBoolean();

    CarefulMetrics(BridgeMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void add(String counter, long delta) {
        try {
            metrics.add(counter, delta);
        } catch (RuntimeException | Error e) {
            failed(counter, e);
        }
    }

    @Override
    public void gauge(String name, LongSupplier value) {
        try {
            metrics.gauge(name, value);
        } catch (RuntimeException | Error e) {
            failed(name, e);
        }
    }

    private void failed(String name, Throwable why) {
        if (told.compareAndSet(false, true)) {
            LOG.error("the metrics given to the bridge failed on {}; further failures are not told", name, why);
        }
    }
}
