package io.tmuxbridge.core.log;

import java.nio.ByteBuffer;

/**
 * The last bytes of a pane's stream, by absolute position: a ring that grows as it fills, up to its capacity, and then
 * forgets the oldest.
 *
 * <p>A <em>barrier</em> is a point that no emulator can cross by bytes alone: the pane got another size, or output is
 * missing there, which makes it a <em>gap</em>. It holds the snapshot to go on from and takes one position of the
 * stream, so that a reader who stands just before it is never mistaken for one who has passed it.
 *
 * <p>The last chunk read is kept and handed to every reader at the same position: a hundred viewers that keep up share
 * one copy.
 *
 * <p><b>Threads:</b> one thread appends, any thread reads; the monitor is held for one copy.
 */
public final class OutputLog {

    private static final int FIRST_SIZE = 4096;
    /** Snapshots of barriers may hold so much of the capacity beside it. */
    private static final int SHARE_OF_SNAPSHOTS = 4;

    private final int capacity;
    private final LogBudget budget;
    private final Barriers barriers;
    private final ByteRing ring;
    private long base;
    private long head;
    private boolean counted = true;
    private boolean refused;
    private LogRead.Bytes shared = new LogRead.Bytes(-1, ByteBuffer.allocate(0));

    /**
     * Creates an empty log at position 0.
     *
     * @param capacity most bytes to keep, at least 1
     */
    public OutputLog(int capacity) {
        this(capacity, 0, new LogBudget(Long.MAX_VALUE));
    }

    /**
     * Creates an empty log.
     *
     * @param capacity most bytes to keep, at least 1
     * @param position where it begins
     * @param budget what it shares with other logs
     */
    public OutputLog(int capacity, long position, LogBudget budget) {
        this.capacity = capacity;
        this.budget = budget;
        this.barriers = new Barriers(capacity / SHARE_OF_SNAPSHOTS);
        this.ring = new ByteRing(Math.min(FIRST_SIZE, capacity));
        this.base = position;
        this.head = position;
        budget.opened(ring.size());
    }

    /**
     * The position after the newest byte.
     *
     * @return a position
     */
    public synchronized long head() {
        return head;
    }

    /** The oldest position kept, at most the head. */
    public synchronized long base() {
        return base;
    }

    /** Memory held now: bytes of the ring. */
    public synchronized int heldBytes() {
        return ring.size();
    }

    /**
     * What it can hold as things are: less than its capacity while all logs together hold as much as they may.
     *
     * @return bytes
     */
    public synchronized int room() {
        return refused ? ring.size() : capacity;
    }

    /**
     * Forgets the oldest bytes.
     *
     * @param size most bytes to keep; some 4 KiB are kept in any case
     * @return how many were forgotten
     */
    public synchronized long trim(int size) {
        int smaller = Math.max(size, Math.min(FIRST_SIZE, capacity));
        if (smaller >= ring.size()) {
            return 0;
        }
        long before = base;
        forget(head - smaller);
        if (counted) {
            budget.shrunk(ring.size(), smaller);
        }
        ring.resize(smaller, base, head);
        return base - before;
    }

    /** It is not counted in the budget any more; who reads it still can. */
    public synchronized void release() {
        if (counted) {
            counted = false;
            budget.closed(ring.size());
        }
    }

    /**
     * Appends bytes.
     *
     * @param bytes whole characters
     * @param offset where they begin
     * @param length how many
     */
    public synchronized void append(byte[] bytes, int offset, int length) {
        makeRoom(Math.min(length, capacity));
        int skip = Math.max(0, length - ring.size());
        head += skip;
        ring.put(head, bytes, offset + skip, length - skip);
        head += length - skip;
        forget(head - ring.size());
    }

    /**
     * Puts a barrier at the head.
     *
     * @param snapshot the screen from here on
     * @param gap whether output is missing before it, or may be
     * @return the same snapshot at its position, one beyond the head of before
     */
    public synchronized Snapshot barrier(Snapshot snapshot, boolean gap) {
        return barrier(snapshot, gap, false);
    }

    /**
     * Puts a barrier at the head that stands for what was printed before it, of which the log has not all bytes. Who
     * comes back from before some of these has missed output, and has to be told.
     *
     * @param screen the screen from here on
     * @param gap whether output is missing before it for which no screen stands, or may be
     * @return the same screen at its position
     */
    public synchronized Snapshot screen(Snapshot screen, boolean gap) {
        return barrier(screen, gap, true);
    }

    private Snapshot barrier(Snapshot snapshot, boolean gap, boolean stands) {
        append(new byte[1], 0, 1);
        Snapshot placed = snapshot.at(head);
        forget(barriers.add(placed, gap, stands));
        return placed;
    }

    /**
     * Reads from a position.
     *
     * @param position where the reader stands, not beyond the head
     * @param max most bytes wanted, at least 4 so that any character fits
     * @return what is there
     */
    public synchronized LogRead read(long position, int max) {
        if (position < base) {
            return new LogRead.Lost(base);
        }
        if (position >= head) {
            return new LogRead.AtHead();
        }
        long end = Math.min(head, barriers.next(position) - 1);
        return position < end ? bytes(position, end, max) : barriers.read(position);
    }

    /** Whether output is missing, or may be, on the way from one position to another. */
    public synchronized boolean hasGap(long from, long to) {
        return barriers.hasGap(from, to);
    }

    /**
     * Whether a reader may go on from this position.
     *
     * @param position a position
     * @return true when the stream is kept from there to the head
     */
    public synchronized boolean holds(long position) {
        return position >= base && position <= head;
    }

    private LogRead bytes(long position, long limit, int max) {
        long end = Math.min(limit, position + max);
        if (end < limit) {
            end = wholeCharacters(position, end);
        }
        if (shared.offset() == position && shared.end() == end) {
            return shared;
        }
        shared = new LogRead.Bytes(
                position,
                ByteBuffer.wrap(ring.get(position, (int) (end - position))).asReadOnlyBuffer());
        return shared;
    }

    private long wholeCharacters(long position, long end) {
        long cut = end;
        while (cut > position && (ring.at(cut) & 0xC0) == 0x80) {
            cut--;
        }
        return cut > position ? cut : end;
    }

    private void makeRoom(int more) {
        long needed = head - base + more;
        if (needed <= ring.size() || ring.size() == capacity) {
            return;
        }
        long size = ring.size();
        while (size < needed) {
            size *= 2;
        }
        int wanted = (int) Math.min(size, capacity);
        refused = counted && !budget.grow(ring.size(), wanted);
        int least = Math.min(LogBudget.LEAST, capacity);
        if (!refused) {
            ring.resize(wanted, base, head);
        } else if (ring.size() < least && budget.grow(ring.size(), least)) {
            ring.resize(least, base, head);
        }
    }

    private void forget(long oldest) {
        if (oldest <= base) {
            return;
        }
        base = oldest;
        barriers.forget(base);
    }
}
