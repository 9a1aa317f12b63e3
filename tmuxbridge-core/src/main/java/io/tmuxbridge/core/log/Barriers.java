package io.tmuxbridge.core.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The points of a log that no emulator can cross by bytes alone, with a snapshot for each.
 *
 * <p><b>Threads:</b> that of its log's monitor.
 */
final class Barriers {

    /** So many are kept whatever their snapshots hold, and no more of those that stand for bytes that are not here. */
    private static final int FEW = 4;
    /** A drag of a window's edge, or two; reading goes through all of them. */
    private static final int MOST = 64;

    private final int room;
    private final Deque<Barrier> kept = new ArrayDeque<>();

    private record Barrier(Snapshot snapshot, boolean gap, boolean stands) {
        long offset() {
            return snapshot.offset();
        }
    }

    /**
     * There are none yet.
     *
     * @param room bytes that the snapshots of more than a few may hold
     */
    Barriers(int room) {
        this.room = room;
    }

    /**
     * Adds one behind the others.
     *
     * @param stands whether it stands for bytes before it that are not in the log
     * @return the oldest position from which there is still a way on: that of the last one for which there was no room
     */
    long add(Snapshot snapshot, boolean gap, boolean stands) {
        kept.addLast(new Barrier(snapshot, gap, stands));
        long oldest = 0;
        while (tooMany()) {
            oldest = kept.removeFirst().offset();
        }
        return oldest;
    }

    private boolean tooMany() {
        long held = kept.stream()
                .mapToLong(each -> each.snapshot.data().remaining())
                .sum();
        return kept.size() > MOST
                || kept.size() > FEW && held > room
                || kept.stream().filter(Barrier::stands).count() > FEW;
    }

    /** The first one behind a position; the largest number when there is none. */
    long next(long position) {
        for (Barrier each : kept) {
            if (position < each.offset()) {
                return each.offset();
            }
        }
        return Long.MAX_VALUE;
    }

    /** What a reader finds who stands just before one. */
    LogRead read(long position) {
        List<Barrier> ahead =
                kept.stream().filter(each -> position < each.offset()).toList();
        Barrier next = ahead.get(0);
        Barrier newest = ahead.get(ahead.size() - 1);
        long between = newest.offset() - next.offset() - ahead.size() + 1;
        boolean gaps = ahead.stream().anyMatch(Barrier::gap);
        return new LogRead.Barrier(next.snapshot, newest.snapshot, between, next.gap, gaps, next.stands);
    }

    boolean hasGap(long from, long to) {
        return kept.stream().anyMatch(each -> each.gap && from < each.offset() && each.offset() <= to);
    }

    /** Those up to a position are behind everybody. */
    void forget(long base) {
        while (!kept.isEmpty() && kept.getFirst().offset() <= base) {
            kept.removeFirst();
        }
    }
}
