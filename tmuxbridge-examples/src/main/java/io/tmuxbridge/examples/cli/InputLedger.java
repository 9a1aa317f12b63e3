package io.tmuxbridge.examples.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Input that the server has not acknowledged, in order, each with its number: what has to be sent again after a loss.
 * Bounded in bytes.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class InputLedger {

    /** One numbered input. */
    record Entry(long seq, byte[] data) {}

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final int limit;
    private long lastSeq;
    private int bytes;

    InputLedger(int limit) {
        this.limit = limit;
    }

    /** Whether that many bytes more fit. */
    boolean hasRoom(int more) {
        return bytes + more <= limit;
    }

    /** Numbers an input and keeps it; the caller has asked for room. */
    Entry add(byte[] data) {
        Entry entry = new Entry(++lastSeq, data);
        waiting.add(entry);
        bytes += data.length;
        return entry;
    }

    /** Forgets what is acknowledged. */
    void acknowledged(long seq) {
        while (!waiting.isEmpty() && waiting.peek().seq() <= seq) {
            bytes -= waiting.remove().data().length;
        }
    }

    /** What has not been acknowledged, oldest first. */
    List<Entry> waiting() {
        return List.copyOf(waiting);
    }

    /** Goes on after another number, with what waits numbered anew. */
    void renumber(long inputSeq) {
        List<Entry> old = waiting();
        clear(inputSeq);
        old.forEach(entry -> add(entry.data()));
    }

    /**
     * Forgets everything and goes on after a number.
     *
     * @return bytes forgotten
     */
    int clear(long inputSeq) {
        int forgotten = bytes;
        waiting.clear();
        bytes = 0;
        lastSeq = inputSeq;
        return forgotten;
    }
}
