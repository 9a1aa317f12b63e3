package io.tmuxbridge.core;

import io.tmuxbridge.metrics.BridgeMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters to look at in tests. */
public final class CountingMetrics implements BridgeMetrics {

    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();

    /** Has the thread that counts do something before it goes on. */
    void on(String counter, Runnable hook) {
        hooks.put(counter, hook);
    }

    @Override
    public void add(String counter, long delta) {
        counters.computeIfAbsent(counter, name -> new LongAdder()).add(delta);
        hooks.getOrDefault(counter, () -> {}).run();
    }

    @Override
    public void gauge(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    long value(String gauge) {
        LongSupplier found = gauges.get(gauge);
        return found == null ? 0 : found.getAsLong();
    }

    public long count(String counter) {
        LongAdder found = counters.get(counter);
        return found == null ? 0 : found.sum();
    }

    @Override
    public String toString() {
        return counters.toString();
    }
}
