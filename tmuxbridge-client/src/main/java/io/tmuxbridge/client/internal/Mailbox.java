package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.TerminalListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is still to be told, one after the other. It runs on a thread of the executor while there is
 * something to tell and nobody holds it, so that a slow listener holds back nobody else. Output is bounded in bytes:
 * the server sends no more than its credit; what a server sends beyond {@link #MOST_BYTES} is refused.
 *
 * <p><b>Threads:</b> in turns of the client; the listener is called between them.
 */
final class Mailbox {

    /** Most bytes of output that wait, unless it is a single snapshot. */
    static final int MOST_BYTES = 8 << 20;

    /** Calls in a row, before others may have the thread. */
    private static final int ROUND = 64;

    private final Turns turns;
    private final Executor executor;
    private final TerminalListener listener;
    private final Owner owner;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private long bytes;
    private boolean running;
    private boolean held;

    /** Hears how it goes. */
    interface Owner {

        /** Output is about to be given to the listener; in a turn. */
        void taken(Arrived output);

        /** The listener has returned from it; in a turn. */
        void consumed(Arrived output);

        /** The listener threw, or there is no thread for it; in a turn. */
        void failed(Throwable why);
    }

    /**
     * A piece of output that came in.
     *
     * @param piece the piece
     * @param attempt number of the connect that it belongs to
     */
    record Arrived(Piece piece, long attempt) {}

    private record Letter(@Nullable Arrived output, Consumer<TerminalListener> call) {}

    Mailbox(Turns turns, Executor executor, TerminalListener listener, Owner owner) {
        this.turns = turns;
        this.executor = executor;
        this.listener = listener;
        this.owner = owner;
    }

    void tell(Consumer<TerminalListener> call) {
        letters.add(new Letter(null, call));
        start();
    }

    /** Tells output; false when too much waits already. */
    boolean output(Arrived output, Consumer<TerminalListener> call) {
        int size = size(output);
        if (bytes > 0 && bytes + size > MOST_BYTES) {
            return false;
        }
        bytes += size;
        letters.add(new Letter(output, call));
        start();
        return true;
    }

    /** Throws away output of a connect that was not given to the listener. */
    void dropOutput(long attempt) {
        letters.removeIf(letter -> {
            Arrived output = letter.output();
            boolean drop = output != null && output.attempt() == attempt;
            bytes -= drop ? size(output) : 0;
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
        } catch (RejectedExecutionException e) {
            turns.run(() -> owner.failed(e));
        }
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
        owner.failed(why);
    }

    private @Nullable Letter next() {
        Letter next = held ? null : letters.poll();
        if (next == null) {
            running = false;
        } else if (next.output() != null) {
            bytes -= size(next.output());
            owner.taken(next.output());
        }
        return next;
    }
}
