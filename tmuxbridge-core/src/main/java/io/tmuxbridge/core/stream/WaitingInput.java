package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.tmux.SendKeys;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Whether the first part of an input is under way that waits with the rest. */
    boolean isBegun() {
        return entries.values().stream().anyMatch(own -> own.getFirst().written > 0);
    }

    void add(Entry entry) {
        bytes += entry.data.length;
        entries.computeIfAbsent(entry.pace.caller(), caller -> new ArrayDeque<>())
                .addLast(entry);
    }

    /** What is left of an input is not sent. */
    void drop(Entry entry) {
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
        return paces().filter(pace -> pace.nanosToWait() == 0).findFirst();
    }

    /** How long the first of them has to rest. */
    long nanosToWait() {
        return paces().mapToLong(InputPace::nanosToWait).min().orElse(0);
    }

    /** Those of what comes next of each. */
    private Stream<InputPace> paces() {
        return entries.values().stream().map(own -> own.getFirst().pace);
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
}
