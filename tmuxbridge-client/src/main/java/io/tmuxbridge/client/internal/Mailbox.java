package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is still to be told, one after the other. It runs on a thread of the executor while there is
 * something to tell and nobody holds it, so that a slow listener holds back nobody else.
 *
 * <p>All of it is bounded in bytes. Output by the server's credit; what it sends beyond {@link #MOST_BYTES} is refused.
 * For the rest there is no credit: beyond {@link #MOST_BYTES_OF_NEWS} only the last event of each kind is kept, and
 * when that is still too much the listener counts as failed.
 *
 * <p><b>Threads:</b> in turns of the client; the listener is called between them.
 */
final class Mailbox {

    /** Most bytes of output that wait, unless it is a single snapshot. */
    static final int MOST_BYTES = 8 << 20;

    /** Most bytes of everything else that wait. */
    static final int MOST_BYTES_OF_NEWS = 1 << 20;

    /** Instead of the number of a connect, for what is true whatever becomes of the line. */
    static final long NONE = -1;

    /** What any of it takes up, beside the text in it. */
    private static final int WEIGHT = 256;

    /** Calls in a row, before others may have the thread. */
    private static final int ROUND = 64;

    private final Turns turns;
    private final Executor executor;
    private final TerminalListener listener;
    private final Owner owner;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private long bytes;
    private long bytesOfNews;
    private boolean running;
    private boolean held;

    /** Hears how it goes. */
    interface Owner {

        /** Output is about to be given to the listener; in a turn. */
        void taken(Arrived output);

        /** The listener has returned from it; in a turn. */
        void consumed(Arrived output);

        /** The listener threw or takes nothing, or there is no thread for it; in a turn. */
        void failed(String why);
    }

    /**
     * A piece of output that came in.
     *
     * @param piece the piece
     * @param attempt number of the connect that it belongs to
     */
    record Arrived(Piece piece, long attempt) {}

    /**
     * Output; or else something of a kind of which only the last matters, if it is of one, that takes up so much. With
     * the number of the connect whose output it is, or is about.
     */
    private record Letter(
            @Nullable Arrived output,
            @Nullable Object kind,
            long attempt,
            long newsBytes,
            Consumer<TerminalListener> call) {}

    Mailbox(Turns turns, Executor executor, TerminalListener listener, Owner owner) {
        this.turns = turns;
        this.executor = executor;
        this.listener = listener;
        this.owner = owner;
    }

    /** Tells something that has so many bytes of text in it. */
    void tell(long textBytes, Consumer<TerminalListener> call) {
        tell(new Letter(null, null, NONE, WEIGHT + textBytes, call));
    }

    /** Tells something about the output that follows it, with which it is thrown away. */
    void tellOfOutput(long attempt, Consumer<TerminalListener> call) {
        tell(new Letter(null, null, attempt, WEIGHT, call));
    }

    /** Tells an event: about output of that connect, or of {@link #NONE}. */
    void tell(TerminalEvent event, long attempt) {
        long size = WEIGHT + event.toString().length();
        tell(new Letter(null, kind(event), attempt, size, listener -> listener.event(event)));
    }

    /** None of what is missing: each time counts. */
    private static @Nullable Object kind(TerminalEvent event) {
        if (event instanceof TerminalEvent.Skipped || event instanceof TerminalEvent.Gap) {
            return null;
        }
        return event instanceof TerminalEvent.Other other ? other.name() : event.getClass();
    }

    private void tell(Letter news) {
        if (bytesOfNews + news.newsBytes() > MOST_BYTES_OF_NEWS) {
            dropOutdated();
        }
        if (bytesOfNews + news.newsBytes() > MOST_BYTES_OF_NEWS) {
            owner.failed(
                    "the listener has fallen behind: more than " + MOST_BYTES_OF_NEWS + " bytes beside output wait");
            return;
        }
        add(news);
    }

    private void dropOutdated() {
        Map<Object, Letter> last = new HashMap<>();
        letters.forEach(letter -> Optional.ofNullable(letter.kind()).ifPresent(kind -> last.put(kind, letter)));
        letters.removeIf(letter -> letter.kind() != null && last.get(letter.kind()) != letter);
        bytesOfNews = letters.stream().mapToLong(Letter::newsBytes).sum();
    }

    /** Tells the end, for which there is always room and which nobody holds back. */
    void last(Consumer<TerminalListener> call) {
        held = false;
        add(new Letter(null, null, NONE, 0, call));
    }

    private void add(Letter letter) {
        bytesOfNews += letter.newsBytes();
        letters.add(letter);
        start();
    }

    /** Tells output; false when too much waits already. */
    boolean output(Arrived output, Consumer<TerminalListener> call) {
        int size = size(output);
        if (bytes > 0 && bytes + size > MOST_BYTES) {
            return false;
        }
        bytes += size;
        add(new Letter(output, null, output.attempt(), 0, call));
        return true;
    }

    /** Throws away output of a connect that was not given to the listener, and what is about that output. */
    void dropOutput(long attempt) {
        letters.removeIf(letter -> {
            boolean drop = letter.attempt() == attempt;
            bytes -= drop ? size(letter.output()) : 0;
            bytesOfNews -= drop ? letter.newsBytes() : 0;
            return drop;
        });
    }

    private static int size(@Nullable Arrived output) {
        return output == null ? 0 : output.piece().data().length;
    }

    boolean hasOutput() {
        return bytes > 0;
    }

    void hold() {
        held = true;
    }

    void release() {
        held = false;
        start();
    }

    private void start() {
        if (!running && !held && !letters.isEmpty()) {
            running = true;
            turns.after(this::dispatch);
        }
    }

    private void dispatch() {
        try {
            executor.execute(this::round);
        } catch (RuntimeException | OutOfMemoryError e) { // shut down, or no thread can be made
            turns.run(() -> noThread(e));
        }
    }

    private void noThread(Throwable why) {
        running = false;
        owner.failed("there is no thread for the listener: " + why);
    }

    private void round() {
        for (int i = 0; i < ROUND; i++) {
            Letter letter = turns.get(this::next);
            if (letter == null) {
                return;
            }
            try {
                letter.call().accept(listener);
            } catch (Throwable e) { // languages without checked exceptions throw them from here, too
                turns.run(() -> failed(e));
            }
            Arrived output = letter.output();
            if (output != null) {
                turns.run(() -> owner.consumed(output));
            }
        }
        dispatch();
    }

    /** A stream that a piece is missing of is of no use: what follows of it is not told. */
    private void failed(Throwable why) {
        letters.removeIf(letter -> letter.output() != null);
        bytes = 0;
        owner.failed("the listener failed: " + why);
    }

    private @Nullable Letter next() {
        Letter next = held ? null : letters.poll();
        if (next == null) {
            running = false;
            return null;
        }
        bytesOfNews -= next.newsBytes();
        if (next.output() != null) {
            bytes -= size(next.output());
            owner.taken(next.output());
        }
        return next;
    }
}
