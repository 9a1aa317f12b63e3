package io.tmuxbridge.testkit;

import io.tmuxbridge.testkit.FaultProxy.Unit;

/**
 * Counts what passes in one direction of a connection, up to a number of bytes, or of WebSocket frames behind the HTTP
 * handshake.
 *
 * <p><b>Threads:</b> one.
 */
final class PassCounter {

    private static final int HEAD_END = ('\r' << 24) | ('\n' << 16) | ('\r' << 8) | '\n';

    private final Unit unit;
    private final long limit;
    private long bytes;
    private long frames = -1;
    private int lastFour;
    private int headerRead;
    private int headerLength = 2;
    private int extended;
    private long length;

    PassCounter(Unit unit, long limit) {
        this.unit = unit;
        this.limit = limit;
    }

    /** Whether so much has passed as may. */
    boolean full() {
        return (unit == Unit.BYTES ? bytes : frames) >= limit;
    }

    /** How many of these bytes may pass. */
    int pass(byte[] buffer, int count) {
        if (unit == Unit.BYTES) {
            int passing = (int) Math.min(count, limit - bytes);
            bytes += passing;
            return passing;
        }
        for (int i = 0; i < count; i++) {
            if (full()) {
                return i;
            }
            take(buffer[i]);
        }
        return count;
    }

    private void take(byte next) {
        if (frames < 0) {
            lastFour = lastFour << 8 | next & 0xFF;
            frames = lastFour == HEAD_END ? 0 : -1;
        } else if (headerRead < headerLength) {
            header(next & 0xFF);
        } else {
            length--;
        }
        if (frames >= 0 && headerRead == headerLength && length == 0) {
            frames++;
            headerRead = 0;
            headerLength = 2;
        }
    }

    /** A frame begins with two bytes, then has its length in none, two or eight bytes, then its mask if it has one. */
    private void header(int next) {
        if (headerRead == 1) {
            int small = next & 0x7F;
            int mask = (next & 0x80) == 0 ? 0 : 4;
            int lengthBytes = small == 126 ? 2 : small == 127 ? 8 : 0;
            headerLength = 2 + lengthBytes + mask;
            length = lengthBytes == 0 ? small : 0;
            extended = lengthBytes;
        } else if (headerRead >= 2 && headerRead < 2 + extended) {
            length = length << 8 | next;
        }
        headerRead++;
    }
}
