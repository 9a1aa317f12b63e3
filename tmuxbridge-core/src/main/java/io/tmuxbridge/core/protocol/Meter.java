package io.tmuxbridge.core.protocol;

/**
 * How much one connection may send: so much a second, and twice that at once when it was quiet before.
 *
 * <p><b>Threads:</b> one at a time, the transport's.
 */
final class Meter {

    private static final double SECOND = 1e9;
    private static final int BURST_SECONDS = 2;

    private final double messagesPerSecond;
    private final double bytesPerSecond;
    private double messages;
    private double bytes;
    private long last;

    Meter(int messagesPerSecond, int bytesPerSecond, long now) {
        this.messagesPerSecond = messagesPerSecond;
        this.bytesPerSecond = bytesPerSecond;
        this.messages = (double) messagesPerSecond * BURST_SECONDS;
        this.bytes = (double) bytesPerSecond * BURST_SECONDS;
        this.last = now;
    }

    /** Counts a message; false when it is too much. */
    boolean take(int size, long now) {
        double seconds = (now - last) / SECOND;
        last = now;
        messages = Math.min(messagesPerSecond * BURST_SECONDS, messages + seconds * messagesPerSecond) - 1;
        bytes = Math.min(bytesPerSecond * BURST_SECONDS, bytes + seconds * bytesPerSecond) - size;
        return messages >= 0 && bytes >= 0;
    }
}
