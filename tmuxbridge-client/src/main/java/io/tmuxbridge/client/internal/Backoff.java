package io.tmuxbridge.client.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: doubled each time up to a bound, half of it by chance so that many clients of
 * one server do not come back in step.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private Duration next;

    /** Takes a source of numbers from 0 to 1. */
    Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
        this.next = first;
    }

    void reset() {
        next = first;
    }

    Duration next() {
        long half = next.toNanos() / 2;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos(half + (long) (half * chance.getAsDouble()));
    }
}
