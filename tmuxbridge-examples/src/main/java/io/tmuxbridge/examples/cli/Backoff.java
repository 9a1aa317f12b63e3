package io.tmuxbridge.examples.cli;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: a quarter of a second, doubled each time up to ten, half of it by chance so that
 * many clients of one server do not come back in step.
 *
 * <p><b>Threads:</b> one thread.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 250;
    private static final long MOST_MILLIS = 10_000;

    private final DoubleSupplier chance;
    private long next = FIRST_MILLIS;

    /** Takes a source of numbers from 0 to 1. */
    Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    void reset() {
        next = FIRST_MILLIS;
    }

    long nextMillis() {
        long wait = next / 2 + (long) (next / 2 * chance.getAsDouble());
        next = Math.min(MOST_MILLIS, next * 2);
        return wait;
    }
}
