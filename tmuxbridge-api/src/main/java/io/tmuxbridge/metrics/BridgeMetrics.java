package io.tmuxbridge.metrics;

import java.util.function.LongSupplier;

/**
 * Receives the bridge's metrics. Names are in lower case with dots and are listed in {@code docs/metrics.md}.
 *
 * <p>What an implementation throws harms nothing: the bridge writes it to the log, the first time.
 *
 * <p><b>Threads:</b> called from any thread, including on hot paths: an implementation must not block.
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
     * Adds to a counter, which only ever grows.
     *
     * @param counter the counter's name
     * @param delta how much to add, not negative
     */
    void add(String counter, long delta);

    /**
     * Registers a gauge, whose value can be read at any time.
     *
     * @param name the gauge's name; a later call with the same name replaces the earlier one
     * @param value reads the value, from any thread
     */
    void gauge(String name, LongSupplier value);
}
