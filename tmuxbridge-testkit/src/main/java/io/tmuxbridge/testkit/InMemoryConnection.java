package io.tmuxbridge.testkit;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import io.tmuxbridge.transport.Subprotocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A transport without a network: records what is sent to it, completes sends at once or when told.
 *
 * <p>It also checks the contract: a send while another is in flight throws.
 *
 * <p><b>Threads:</b> any. Completions are called without a lock held, by the sending thread, or by the one that
 * releases or closes.
 */
public final class InMemoryConnection implements Connection {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Handshake handshake;
    private final Object lock = new Object();
    private final List<Frame> frames = new ArrayList<>();
    private boolean held;
    private @Nullable SendCompletion inFlight;
    private int closeCode = -1;
    private String closeReason = "";

    /**
     * Creates an open connection.
     *
     * @param handshake what it says of itself
     */
    public InMemoryConnection(Handshake handshake) {
        this.handshake = handshake;
    }

    /**
     * Creates an open connection at the multiplexing endpoint, from this machine, without an origin.
     *
     * @param subprotocol the subprotocol agreed on
     * @param credentials what the client shows
     * @return a connection
     */
    public static InMemoryConnection open(Subprotocol subprotocol, Credentials credentials) {
        return new InMemoryConnection(new Handshake(
                Optional.of(subprotocol.wire()),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of("localhost"),
                false,
                "127.0.0.1",
                credentials));
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public void send(Frame frame, SendCompletion completion) {
        IOException failure = null;
        synchronized (lock) {
            if (inFlight != null) {
                throw new IllegalStateException("a send while another is in flight");
            }
            if (closeCode >= 0) {
                failure = new IOException("the connection is closed");
            } else {
                frames.add(copy(frame));
                lock.notifyAll();
                if (held) {
                    inFlight = completion;
                    return;
                }
            }
        }
        completion.done(failure);
    }

    /** The sender may use its buffer again after completion. */
    private static Frame copy(Frame frame) {
        if (frame instanceof Frame.Binary binary) {
            ByteBuffer source = binary.bytes().duplicate();
            ByteBuffer bytes = ByteBuffer.allocate(source.remaining());
            bytes.put(source).flip();
            return new Frame.Binary(bytes.asReadOnlyBuffer());
        }
        return frame;
    }

    @Override
    public void close(int code, String reason) {
        SendCompletion pending;
        synchronized (lock) {
            if (closeCode >= 0) {
                return;
            }
            closeCode = code;
            closeReason = reason;
            pending = inFlight;
            inFlight = null;
            lock.notifyAll();
        }
        if (pending != null) {
            pending.done(new IOException("the connection was closed"));
        }
    }

    /** From now on a send stays in flight: a peer that does not read. */
    public void holdSends() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Completes the send in flight, if any, and from now on every send at once. */
    public void releaseSends() {
        completeOne(false);
    }

    /**
     * Completes the send in flight; the next one is held again.
     *
     * @return whether there was one
     */
    public boolean releaseOne() {
        return completeOne(true);
    }

    private boolean completeOne(boolean holdNext) {
        SendCompletion pending;
        synchronized (lock) {
            held = holdNext;
            pending = inFlight;
            inFlight = null;
        }
        if (pending != null) {
            pending.done(null);
        }
        return pending != null;
    }

    /**
     * Whether a send is held in flight.
     *
     * @return true when one is
     */
    public boolean sendInFlight() {
        synchronized (lock) {
            return inFlight != null;
        }
    }

    /**
     * What was sent so far, a frame in flight included.
     *
     * @return a copy, in order
     */
    public List<Frame> frames() {
        synchronized (lock) {
            return List.copyOf(frames);
        }
    }

    /**
     * The code the bridge closed with.
     *
     * @return the code; empty while open
     */
    public OptionalInt closeCode() {
        synchronized (lock) {
            return closeCode < 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
        }
    }

    /**
     * The words the bridge closed with.
     *
     * @return the reason; empty while open
     */
    public String closeReason() {
        synchronized (lock) {
            return closeReason;
        }
    }

    /**
     * Waits up to 10 s for a frame, those sent before included.
     *
     * @param wanted which
     * @return the first such frame
     * @throws AssertionError when none came; the message has the frames that did
     */
    public Frame await(Predicate<Frame> wanted) {
        int seen = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lock) {
            while (true) {
                for (; seen < frames.size(); seen++) {
                    if (wanted.test(frames.get(seen))) {
                        return frames.get(seen);
                    }
                }
                waitUntil(end, "no such frame within " + PATIENCE + " among " + frames);
            }
        }
    }

    /**
     * Waits up to 10 s for the bridge to close the connection.
     *
     * @return the code
     * @throws AssertionError when it stayed open
     */
    public int awaitClose() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lock) {
            while (closeCode < 0) {
                waitUntil(end, "the connection was not closed; frames: " + frames);
            }
            return closeCode;
        }
    }

    private void waitUntil(long end, String message) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new AssertionError(message);
        }
        try {
            lock.wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted; " + message, e);
        }
    }
}
