package io.tmuxbridge.metrics;

import java.util.function.LongSupplier;

/**
 * Where the bridge reports what it counts. Names are lower case with dots and are listed in {@code docs/metrics.md}.
 *
 * <p><b>Threads:</b> called from any thread, also on hot paths: an implementation must not block.
 */
public interface BridgeMetrics {

    /** Counts nothing. */
    BridgeMetrics NONE = new BridgeMetrics() {
        @Override
        public void add(String counter, long delta) {}

        @Override
        public void gauge(String name, LongSupplier value) {}
    };

    /**
     * Adds to a counter that only grows.
     *
     * @param counter its name
     * @param delta how much, not negative
     */
    void add(String counter, long delta);

    /**
     * Announces a value that can be read at any time.
     *
     * @param name its name; a later call with the same name replaces the earlier one
     * @param value reads it, from any thread
     */
    void gauge(String name, LongSupplier value);
}
