package io.tmuxbridge.servlet.http;

import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.SendCompletion;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of one connection: writes the frame under way to the response of the event stream, piece by piece,
 * whenever the container says that it takes more without blocking.
 *
 * <p>It holds one frame, also while no stream has come for it yet. A frame is done when the container has passed all of
 * it on, not when it has taken it: so a peer that does not read has no more than a frame and what the container and the
 * network buffer. After {@link #close} a frame that has begun is written to its end, so that the event of the close can
 * be read behind it; one that has not is dropped.
 *
 * <p><b>Threads:</b> any. Whoever finds it idle writes, as long as there is something to write and the container takes
 * it; others, and completions that send the next frame inline, only leave word ({@code work}), so nothing recurses.
 */
final class EventStream implements WriteListener {

    /** Told once, when nothing more will be written. */
    interface End {
        /** The code is the one of the close that was written, else 1006. */
        void ended(int code, String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int BROKEN = 1006;

    private final End end;
    private final AtomicInteger work = new AtomicInteger();
    private final Silence silence = new Silence();
    private final AtomicReference<@Nullable Outgoing> inFlight = new AtomicReference<>();
    /** What is said while nothing else is: a comment, or a ping, which says no less. */
    private final AtomicReference<@Nullable Outgoing> aside = new AtomicReference<>();

    private volatile @Nullable StreamResponse response;
    private volatile boolean begun;
    private volatile Message.@Nullable Close closing;
    private volatile @Nullable String broken;
    private volatile boolean flushWanted;

    // Of whoever writes.
    private @Nullable Outgoing writing;
    private @Nullable EventBytes event;
    private boolean unflushed;
    private boolean closeWritten;
    private boolean over;
    private long number;

    EventStream(End end) {
        this.end = end;
    }

    /** The request that has claimed the events is ready to be answered. */
    void attach(StreamResponse answer) {
        response = answer;
        comment(); // so that the client sees the answer's head at once
        answer.start(this);
    }

    boolean isAttached() {
        return response != null;
    }

    void send(Frame frame, SendCompletion completion) {
        Outgoing sent = new Outgoing(() -> EventBytes.of(frame, ++number), completion);
        inFlight.set(sent);
        if (closing != null || broken != null) { // looked at after the frame is known: who closes in between fails it
            sent.done(new ClosedChannelException());
        } else {
            proceed();
        }
    }

    /** Writes a question for a sign of life behind what has begun; told when it has left. */
    void ping(SendCompletion completion) {
        aside.set(new Outgoing(EventBytes::ping, completion));
        proceed();
    }

    /** Writes the close behind what has begun. Only the first call counts. */
    void close(int code, String reason) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            closing = new Message.Close(code, reason);
        }
        failInFlight();
        proceed();
    }

    /** Writes nothing more. */
    void giveUp(String why) {
        if (broken == null) {
            broken = why;
        }
        proceed();
    }

    /** Writes a comment, if nothing has been written for that long; see {@link Silence} for what else. */
    void keepAlive(long now, long nanos) {
        if (isAttached() && silence.isLonger(now, nanos)) {
            comment();
            proceed();
        } else if (isAttached() && silence.isFlushDue(now)) {
            flushWanted = true;
            proceed();
        }
    }

    @Override
    public void onWritePossible() {
        begun = true; // not to be written to before the container allows it
        proceed();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("an event stream failed", failure);
        StreamResponse answer = response;
        if (answer != null) {
            answer.letGo();
        }
        giveUp("the event stream failed");
    }

    private void comment() {
        aside.compareAndSet(null, new Outgoing(EventBytes::comment, failure -> {}));
    }

    private void failInFlight() {
        Outgoing sent = inFlight.get();
        if (sent != null) {
            sent.done(new ClosedChannelException());
        }
    }

    private void proceed() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                write();
            } catch (IOException e) {
                LOG.debug("an event stream broke", e);
                giveUp("the event stream broke"); // in the next turn of this loop
            } catch (RuntimeException | Error e) {
                // A defect, or the container's, for which the stream must not stand still.
                giveUp("the bridge failed");
                LOG.error("the bridge or the container failed, the event stream is given up", e);
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void write() throws IOException {
        String why = broken;
        if (why != null) {
            failInFlight();
            finish(BROKEN, why);
        }
        StreamResponse open = response;
        while (!over && open != null && begun && broken == null && open.isReady()) {
            ByteBuffer piece = nextPiece();
            if (piece != null) {
                open.write(piece);
                silence.begin(System.nanoTime());
                unflushed = true;
            } else if (unflushed || flushWanted) {
                unflushed = flushWanted = false;
                open.flush();
            } else if (!written()) {
                return;
            }
        }
    }

    /** Of the event being written, or of the next one; null when there is none, or one is to be flushed first. */
    private @Nullable ByteBuffer nextPiece() {
        EventBytes current = event;
        if (current == null && !unflushed && writing == null && !closeWritten) {
            current = nextEvent();
            event = current;
        }
        if (current == null) {
            return null;
        }
        ByteBuffer piece = current.next();
        if (piece == null) {
            event = null;
        }
        return piece;
    }

    private @Nullable EventBytes nextEvent() {
        Outgoing sent = inFlight.get();
        if (sent != null && !sent.isDone()) {
            writing = sent;
            return sent.event();
        }
        Message.Close last = closing;
        if (last != null) {
            closeWritten = true;
            return EventBytes.close(last);
        }
        Outgoing next = aside.getAndSet(null);
        writing = next;
        return next == null ? null : next.event();
    }

    /** The container has passed on all that was written; false when nothing was waiting for that. */
    private boolean written() {
        Outgoing sent = writing;
        Message.Close last = closing;
        if (sent != null) {
            writing = null;
            inFlight.compareAndSet(sent, null);
            sent.done(null);
            return true;
        }
        if (closeWritten && last != null) {
            finish(last.code(), last.reason());
        }
        return false;
    }

    private void finish(int code, String reason) {
        if (over) {
            return;
        }
        over = true;
        StreamResponse open = response;
        if (open != null && open.isUsable()) { // after a failure it is the container's to end
            open.complete();
        }
        end.ended(code, reason);
    }
}
