package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Quotas;

/**
 * How much may be sent: so much a second, and twice that at once when it was quiet before.
 *
 * <p><b>Threads:</b> any.
 */
final class Meter {

    private static final double SECOND = 1e9;
    private static final int BURST_SECONDS = 2;

    private final double messagesPerSecond;
    private final double bytesPerSecond;
    private double messages;
    private double bytes;
    private long last;

    Meter(Quotas.Rate rate, long now) {
        this.messagesPerSecond = rate.messages();
        this.bytesPerSecond = rate.bytes();
        this.messages = messagesPerSecond * BURST_SECONDS;
        this.bytes = bytesPerSecond * BURST_SECONDS;
        this.last = now;
    }

    /** Counts a message; false when it is too much. */
    synchronized boolean take(int size, long now) {
        double seconds = (now - last) / SECOND;
        last = now;
        messages = Math.min(messagesPerSecond * BURST_SECONDS, messages + seconds * messagesPerSecond) - 1;
        bytes = Math.min(bytesPerSecond * BURST_SECONDS, bytes + seconds * bytesPerSecond) - size;
        return messages >= 0 && bytes >= 0;
    }
}
