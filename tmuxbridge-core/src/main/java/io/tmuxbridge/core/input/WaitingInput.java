package io.tmuxbridge.core.input;

import io.tmuxbridge.core.tmux.SendKeys;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Input that waits for a pane, and how it is joined into commands.
 *
 * <p>What one caller typed stays in order, whatever its pace is now and was before. Callers have turns, an input each
 * as a whole; who has to rest lets others pass, also in the middle of an input.
 *
 * <p><b>Threads:</b> one at a time; its {@link PaneInput} guards it.
 */
final class WaitingInput {

    /** Bytes joined at once; {@link SendKeys} cuts them into commands of its own measure. */
    static final int LINE_BYTES = 500;
    /** Bytes joined at once when they are dear. */
    private static final int DEAR_BYTES = 64;

    /** By who types, who comes next first. */
    private final Map<String, Deque<Entry>> entries = new LinkedHashMap<>();

    private int bytes;

    /** One input. */
    static final class Entry {
        final byte[] data;
        final InputPace pace;
        final InputDone done;
        int written;
        /** Commands that carry some of it and have no answer yet. */
        int underWay;

        boolean failed;
        boolean over;

        Entry(byte[] data, InputPace pace, InputDone done) {
            this.data = data;
            this.pace = pace;
            this.done = done;
        }

        int remaining() {
            return data.length - written;
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Bytes that wait. */
    int bytes() {
        return bytes;
    }

    /**
     * Whether the first part of an input is under way that waits with the rest. A loop, for it is asked at every input:
     * a stream took 2 % of the server's time with a hundred terminals of 1,000 messages a second.
     */
    boolean isBegun() {
        for (Deque<Entry> own : entries.values()) {
            if (own.getFirst().written > 0) {
                return true;
            }
        }
        return false;
    }

    void add(Entry entry) {
        bytes += entry.data.length;
        entries.computeIfAbsent(entry.pace.caller(), caller -> new ArrayDeque<>())
                .addLast(entry);
    }

    /** What is left of an input is not sent. */
    private void drop(Entry entry) {
        Deque<Entry> own = entries.get(entry.pace.caller());
        if (own != null && own.remove(entry)) {
            bytes -= entry.remaining();
            entry.written = entry.data.length;
            if (own.isEmpty()) {
                entries.remove(entry.pace.caller());
            }
        }
    }

    List<Entry> drain() {
        List<Entry> all = entries.values().stream().flatMap(Deque::stream).toList();
        entries.clear();
        bytes = 0;
        return all;
    }

    /** Who may type now; nobody when all have to rest. */
    Optional<InputPace> ready() {
        for (Deque<Entry> own : entries.values()) {
            InputPace pace = own.getFirst().pace;
            if (pace.nanosToWait() == 0) {
                return Optional.of(pace);
            }
        }
        return Optional.empty();
    }

    /** How long the first of them has to rest. */
    long nanosToWait() {
        return entries.values().stream()
                .mapToLong(own -> own.getFirst().pace.nanosToWait())
                .min()
                .orElse(0);
    }

    /** Joins what waits of one caller, up to one command's worth. What is joined as a whole waits no more. */
    byte[] join(InputPace pace, Deque<Entry> carried) {
        Deque<Entry> own = entries.getOrDefault(pace.caller(), new ArrayDeque<>());
        byte[] next = peek(own);
        byte[] line = new byte[isDear(next) ? Math.min(DEAR_BYTES, next.length) : next.length];
        for (int filled = 0; filled < line.length; ) {
            Entry entry = own.getFirst();
            int take = Math.min(entry.remaining(), line.length - filled);
            System.arraycopy(entry.data, entry.written, line, filled, take);
            entry.written += take;
            entry.underWay++;
            carried.addLast(entry);
            filled += take;
            if (entry.remaining() == 0) {
                own.removeFirst();
            }
        }
        bytes -= line.length;
        endTurn(pace.caller(), own);
        return line;
    }

    private void endTurn(String caller, Deque<Entry> own) {
        if (own.isEmpty()) {
            entries.remove(caller);
        } else if (own.getFirst().written == 0) {
            entries.remove(caller);
            entries.put(caller, own);
        }
    }

    /** What comes next, {@link #LINE_BYTES} of it at most. */
    private static byte[] peek(Deque<Entry> own) {
        int length = 0;
        for (Iterator<Entry> all = own.iterator(); all.hasNext() && length < LINE_BYTES; ) {
            length += Math.min(all.next().remaining(), LINE_BYTES - length);
        }
        ByteBuffer next = ByteBuffer.allocate(length);
        for (Iterator<Entry> all = own.iterator(); next.hasRemaining(); ) {
            Entry entry = all.next();
            next.put(entry.data, entry.written, Math.min(entry.remaining(), next.remaining()));
        }
        return next.array();
    }

    /** Whether tmux would take much longer for it than for as much printable text. */
    private static boolean isDear(byte[] line) {
        return SendKeys.weight(line) > 4 * LINE_BYTES;
    }

    /** A command that carried some of the input was answered: whether the input is done with, and was not before. */
    boolean isOver(Entry entry, boolean ok) {
        entry.underWay--;
        entry.failed |= !ok;
        if (entry.failed) {
            drop(entry);
        }
        boolean now = !entry.over && entry.underWay == 0 && entry.remaining() == 0;
        entry.over |= now;
        return now;
    }
}
