package io.tmuxbridge.client.internal;

import java.time.Duration;

/**
 * Does things later.
 *
 * <p><b>Threads:</b> any.
 */
interface Timer {

    /** The time in nanoseconds, of a clock of its own. */
    long now();

    /** Has a quick action done once so much time has passed; what it gives calls that off. */
    Runnable schedule(Duration wait, Runnable action);

    /** Drops what is still to be done. */
    void close();
}
