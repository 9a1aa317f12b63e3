package io.tmuxbridge.spring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the bridge counts, as Micrometer's counters and gauges; {@code tmuxbridge.} stands before each name.
 *
 * <p><b>Threads:</b> any; blocks nobody, but for a moment when a counter counts for the first time.
 */
final class MicrometerMetrics implements BridgeMetrics {

    private static final String PREFIX = "tmuxbridge.";

    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

    MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void add(String counter, long delta) {
        Counter known = counters.get(counter);
        if (known == null) {
            known = counters.computeIfAbsent(counter, name -> registry.counter(PREFIX + name));
        }
        known.increment((double) delta);
    }

    /** Micrometer keeps the first gauge of a name: so there is one of each, and it reads what was announced last. */
    @Override
    public void gauge(String name, LongSupplier value) {
        if (gauges.put(name, value) == null) {
            Gauge.builder(PREFIX + name, gauges, all -> read(all, name)).register(registry);
        }
    }

    private static double read(Map<String, LongSupplier> all, String name) {
        LongSupplier value = all.get(name);
        return value == null ? Double.NaN : value.getAsLong();
    }
}
