package io.tmuxbridge.core.log;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all logs of a bridge may hold together.
 *
 * <p>A log asks before it grows and does without when there is no more: it forgets its oldest bytes sooner. Whoever
 * looks after the logs then makes room ({@link #makeRoom}): first those that nobody views are emptied, then the largest
 * are cut to an equal share, until who was refused has got as much. So no pane lives at the expense of the others.
 *
 * <p>Up to 64 KiB a log grows without asking, or one chunk of output could overrun a viewer that keeps up.
 *
 * <p><b>Threads:</b> any; no lock is held, so that a log may ask while it holds its own.
 */
public final class LogBudget {

    /** What every log may hold. */
    static final int LEAST = 64 * 1024;

    private final long limit;
    private final AtomicLong held = new AtomicLong();
    private final AtomicInteger logs = new AtomicInteger();
    private final AtomicBoolean refused = new AtomicBoolean();

    /**
     * Creates a budget of which nothing is used.
     *
     * @param limit bytes in all
     */
    public LogBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Memory of all logs.
     *
     * @return bytes held now
     */
    public long heldBytes() {
        return held.get();
    }

    /** A log begins with so many bytes. */
    void opened(int bytes) {
        logs.incrementAndGet();
        held.addAndGet(bytes);
    }

    /** A log is not counted any more. */
    void closed(int bytes) {
        logs.decrementAndGet();
        held.addAndGet(-bytes);
    }

    /** Whether a log may grow. */
    boolean grow(int from, int to) {
        long more = (long) to - from;
        long now = held.get();
        while (to <= LEAST || now + more <= limit) {
            if (held.compareAndSet(now, now + more)) {
                return true;
            }
            now = held.get();
        }
        refused.set(true);
        return false;
    }

    /** A log has become smaller. */
    void shrunk(int from, int to) {
        held.addAndGet(to - (long) from);
    }

    /**
     * Makes room if a log was refused some since the last time.
     *
     * @param idle logs that nobody views
     * @param viewed the others
     * @return bytes of output that were forgotten for it
     */
    public long makeRoom(List<OutputLog> idle, List<OutputLog> viewed) {
        if (!refused.getAndSet(false)) {
            return 0;
        }
        long forgotten = 0;
        for (OutputLog log : idle) {
            forgotten += log.trim(0);
        }
        long share = Math.max(LEAST, limit / Math.max(1, logs.get()));
        List<OutputLog> largest = viewed.stream()
                .sorted(Comparator.comparingInt(OutputLog::heldBytes).reversed())
                .toList();
        for (OutputLog log : largest) {
            if (held.get() <= limit - share) {
                return forgotten;
            }
            forgotten += log.trim((int) Math.min(share, Integer.MAX_VALUE));
        }
        return forgotten;
    }
}
