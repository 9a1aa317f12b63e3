package io.tmuxbridge.client.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Input whose fate is not known, in order, each with its number. It <em>waits</em> until it is sent, is then <em>under
 * way</em> until the server has acknowledged it, and waits again after a loss. No more than a window of it is under way
 * at once: a server closes a line that brings thousands of messages in a second. What the server counts as taken when a
 * client comes back is <em>unsure</em> for a moment, as the server names right after what of it may be lost. What of
 * that was said to be done is remembered for a while: a server that is late with its word is heard all the same. Both
 * are bounded in bytes.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class InputLedger {

    /** One numbered input, and who is told what became of it. */
    record Entry(long seq, byte[] data, CompletableFuture<Void> done) {}

    /** Input that is forgotten: what was sent and may have arrived, and what never was. */
    record GivenUp(List<Entry> uncertain, List<Entry> notSent) {}

    private final Deque<Entry> unsure = new ArrayDeque<>();
    private final Deque<Entry> underWay = new ArrayDeque<>();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Deque<Entry> remembered = new ArrayDeque<>();
    private final int limit;
    private final int window;
    private long lastSeq;
    private long lastSent;
    private int bytes;
    private int rememberedBytes;

    /** Keeps so many bytes, with so many inputs under way. */
    InputLedger(int limit, int window) {
        this.limit = limit;
        this.window = window;
    }

    int limit() {
        return limit;
    }

    /** Whether that many bytes more fit. */
    boolean hasRoom(int more) {
        return more <= limit - bytes;
    }

    /** Numbers an input and keeps it; the caller has asked for room. */
    void add(byte[] data, CompletableFuture<Void> done) {
        waiting.add(new Entry(++lastSeq, data, done));
        bytes += data.length;
    }

    /** The next that is to go out, if the window has room for it: from now on it may have arrived. */
    Optional<Entry> next() {
        if (waiting.isEmpty() || underWay.size() >= window) {
            return Optional.empty();
        }
        Entry entry = waiting.remove();
        underWay.add(entry);
        lastSent = Math.max(lastSent, entry.seq());
        return Optional.of(entry);
    }

    /** What is under way is to go out again. */
    void rewind() {
        while (!underWay.isEmpty()) {
            waiting.addFirst(underWay.removeLast());
        }
    }

    /** The server has settled everything up to a number: gives what that is sure of. */
    List<Entry> acknowledged(long seq) {
        List<Entry> sure = settled();
        sure.addAll(takeUpTo(underWay, seq));
        sure.addAll(takeUpTo(waiting, seq)); // of what is to go out again
        return sure;
    }

    /**
     * Comes back to a server that counts everything up to a number as taken, and gets the rest again.
     *
     * @return whether some of it is unsure
     */
    boolean returned(long seq) {
        rewind();
        while (!waiting.isEmpty() && waiting.peek().seq() <= seq) {
            unsure.add(waiting.remove());
        }
        return !unsure.isEmpty();
    }

    /** Nothing more should be named as lost of what was unsure: gives it, and remembers the last of it all the same. */
    List<Entry> settled() {
        List<Entry> sure = take(unsure, entry -> true);
        remembered.addAll(sure);
        rememberedBytes += sum(sure);
        while (rememberedBytes > limit) {
            rememberedBytes -= remembered.remove().data().length;
        }
        return sure;
    }

    /** The server has named inputs as lost: gives those that are not known to be. */
    List<Entry> lost(long first, long last) {
        Predicate<Entry> named = entry -> entry.seq() >= first && entry.seq() <= last;
        List<Entry> lost = new ArrayList<>();
        remembered.removeIf(entry -> named.test(entry) && lost.add(entry));
        rememberedBytes -= sum(lost);
        lost.addAll(take(unsure, named));
        lost.addAll(take(underWay, named));
        lost.addAll(take(waiting, named));
        return lost;
    }

    /** Goes on after another number, with what waits numbered anew. */
    void renumber(long seq) {
        List<Entry> old = withdraw(seq);
        old.forEach(entry -> add(entry.data(), entry.done()));
    }

    /** Forgets everything and goes on after a number: gives what is forgotten. */
    GivenUp clear(long seq) {
        rewind();
        List<Entry> uncertain = take(unsure, entry -> true);
        uncertain.addAll(take(waiting, entry -> entry.seq() <= lastSent));
        remembered.clear();
        rememberedBytes = 0;
        return new GivenUp(uncertain, withdraw(seq));
    }

    /** Forgets what is not acknowledged and goes on after a number: gives what is forgotten. */
    List<Entry> withdraw(long seq) {
        rewind();
        lastSeq = seq;
        lastSent = seq;
        return take(waiting, entry -> true);
    }

    private List<Entry> takeUpTo(Deque<Entry> from, long seq) {
        List<Entry> taken = new ArrayList<>();
        while (!from.isEmpty() && from.peek().seq() <= seq) {
            taken.add(from.remove());
        }
        bytes -= sum(taken);
        return taken;
    }

    private List<Entry> take(Deque<Entry> from, Predicate<Entry> which) {
        List<Entry> taken = new ArrayList<>();
        from.removeIf(entry -> which.test(entry) && taken.add(entry));
        bytes -= sum(taken);
        return taken;
    }

    private static int sum(List<Entry> entries) {
        return entries.stream().mapToInt(entry -> entry.data().length).sum();
    }
}
