package io.tmuxbridge.core.access;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What may be written to the log once a minute, however often clients cause it.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Seldom {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private boolean used;
    private long since;
    private long passedOver;

    /** Whether it may be written now: how often it was not since it was last; empty when it may not. */
    synchronized OptionalLong now(long nanos) {
        if (used && nanos - since < MINUTE) {
            passedOver++;
            return OptionalLong.empty();
        }
        long before = passedOver;
        used = true;
        since = nanos;
        passedOver = 0;
        return OptionalLong.of(before);
    }
}
