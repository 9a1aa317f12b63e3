package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.Codec;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one connection, one frame at a time.
 *
 * <p>Messages of the conversation wait in a queue that is bounded in bytes, but for one that is larger than the bound.
 * Terminal output does not wait here at all: when a frame has left, the next source is asked for what it has by then,
 * so that what piles up meanwhile goes out joined.
 *
 * <p><b>Threads:</b> any. Whoever wakes an idle pump runs it until a frame is under way or nothing is left; the
 * completion of a frame runs it on. A send that completes inline continues the loop and does not recurse.
 *
 * <p>It ends when it is closed, and closes itself when anything goes wrong: whoever woke it hears nothing of that.
 */
final class OutboundPump {

    /** Told when the pump cannot go on. */
    interface Trouble {
        /** The queue is full. */
        void overflow(int queuedBytes);

        /** A frame could not be sent. */
        void failed(Throwable failure);

        /** What was to be sent could not be made. */
        void broken(Throwable defect);
    }

    /** Something that has messages to send from time to time. */
    interface Source extends Supplier<Optional<ServerMessage>> {}

    private final Connection connection;
    private final Codec codec;
    private final int maxQueued;
    private final Trouble trouble;
    /** Replaced as a whole, under the monitor. */
    private volatile List<Source> sources = List.of();

    private final Deque<Frame> queue = new ArrayDeque<>();
    private int queued;
    private @Nullable Frame large;
    private int turn;
    private boolean running;
    private boolean again;
    private boolean closed;
    private volatile @Nullable Runnable last;
    private volatile long sendingSince;

    OutboundPump(Connection connection, Codec codec, int maxQueued, Trouble trouble) {
        this.connection = connection;
        this.codec = codec;
        this.maxQueued = maxQueued;
        this.trouble = trouble;
    }

    /** Sends a message of the conversation, before any output that has not begun to leave. */
    void send(ServerMessage message) {
        Frame frame = codec.encode(message);
        int waiting;
        synchronized (this) {
            if (closed) {
                return;
            }
            queue.addLast(frame);
            waiting = count(frame);
        }
        if (waiting > maxQueued) {
            trouble.overflow(waiting);
        } else {
            wake();
        }
    }

    /** Counts a frame; of those that are larger than all that may wait, one is not counted: somebody asked for it. */
    private int count(Frame frame) {
        if (large == null && frame.size() > maxQueued) {
            large = frame;
        } else {
            queued += frame.size();
        }
        return queued;
    }

    private void uncount(Frame frame) {
        if (frame == large) {
            large = null;
        } else {
            queued -= frame.size();
        }
    }

    void add(Source source) {
        synchronized (this) {
            List<Source> more = new ArrayList<>(sources);
            more.add(source);
            sources = List.copyOf(more);
        }
        wake();
    }

    synchronized void remove(Source source) {
        sources = sources.stream().filter(each -> each != source).toList();
    }

    /** There may be something to send. */
    void wake() {
        synchronized (this) {
            if (running || closed) {
                again = true;
                return;
            }
            running = true;
        }
        run();
    }

    /** Sends what waits and then nothing more; the task runs when it has left. */
    void whenEmpty(Runnable task) {
        last = task;
        wake();
    }

    /** Sends nothing more. */
    synchronized void close() {
        closed = true;
        queue.clear();
        queued = 0;
        large = null;
    }

    /** How long the frame under way has been so, 0 when none is. */
    long sendingNanos(long now) {
        long since = sendingSince;
        return since == 0 ? 0 : now - since;
    }

    /** Whether a frame is under way. */
    boolean isSending() {
        return sendingSince != 0;
    }

    private void run() {
        try {
            sendAll();
        } catch (RuntimeException | Error e) {
            close();
            trouble.broken(e);
        }
    }

    private void sendAll() {
        while (true) {
            Frame frame = next();
            if (frame == null) {
                return;
            }
            AtomicInteger passed = new AtomicInteger();
            sendingSince = System.nanoTime() | 1;
            try {
                connection.send(frame, failure -> completed(passed, failure));
            } catch (RuntimeException e) {
                completed(passed, e);
            }
            if (passed.incrementAndGet() == 1) {
                return;
            }
        }
    }

    /** The second of "send returned" and "frame completed" carries on. */
    private void completed(AtomicInteger passed, @Nullable Throwable failure) {
        sendingSince = 0;
        if (failure != null) {
            close();
            trouble.failed(failure);
        }
        if (passed.incrementAndGet() == 2) {
            run();
        }
    }

    private @Nullable Frame next() {
        while (true) {
            Runnable end;
            synchronized (this) {
                again = false;
                if (closed) {
                    running = false;
                    return null;
                }
                Frame frame = queue.pollFirst();
                if (frame != null) {
                    uncount(frame);
                    return frame;
                }
                end = last;
                if (end != null) {
                    running = false;
                    closed = true;
                }
            }
            if (end != null) {
                end.run();
                return null;
            }
            Optional<ServerMessage> output = fromSources();
            if (output.isPresent()) {
                return codec.encode(output.get());
            }
            synchronized (this) {
                if (!again && queue.isEmpty()) {
                    running = false;
                    return null;
                }
            }
        }
    }

    /** Asks those that are there when it begins, but none that has left meanwhile. */
    private Optional<ServerMessage> fromSources() {
        List<Source> all = sources;
        for (int i = 0; i < all.size(); i++) {
            int asked = (turn + i) % all.size();
            Source source = all.get(asked);
            Optional<ServerMessage> message =
                    all == sources || sources.contains(source) ? source.get() : Optional.empty();
            if (message.isPresent()) {
                turn = asked + 1;
                return message;
            }
        }
        return Optional.empty();
    }
}
