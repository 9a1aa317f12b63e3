package io.tmuxbridge.client.websocket;

import io.tmuxbridge.client.spi.Line;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages over one WebSocket, one at a time, because some containers discard what is sent while another send is
 * in progress. The queue is bounded: if the server accepts nothing until it is full, the line is over.
 *
 * <p><b>Threads:</b> any; guarded by the monitor. Messages are handed to the container by threads of the sender, as
 * Tomcat's client waits in each send until the server has read. Only {@link #close} may wait, a moment for what was
 * sent before and as long as the container does.
 */
final class SocketLine implements Line {

    /** Maximum bytes that may wait: terminals' unacknowledged input, and small messages. */
    private static final long MOST_WAITING = 64 << 20;

    private static final int TOO_SLOW = 4413;
    private static final int ABNORMAL = CloseReason.CloseCodes.CLOSED_ABNORMALLY.getCode();
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Session session;
    private final SocketEndpoint endpoint;
    private final Executor sender;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean sending;

    private record Message(@Nullable String text, @Nullable ByteBuffer binary, int size) {}

    SocketLine(Session session, SocketEndpoint endpoint, Executor sender) {
        this.session = session;
        this.endpoint = endpoint;
        this.sender = sender;
    }

    @Override
    public void text(String message) {
        send(new Message(message, null, message.length()));
    }

    @Override
    public void binary(ByteBuffer message) {
        send(new Message(null, message, message.remaining()));
    }

    private void send(Message message) {
        if (!add(message)) {
            endpoint.over(TOO_SLOW, "the server takes nothing"); // closing it may take its time, and is the client's
        }
        next();
    }

    private synchronized boolean add(Message message) {
        if (bytes + message.size > MOST_WAITING) {
            return false;
        }
        waiting.add(message);
        bytes += message.size;
        return true;
    }

    private void next() {
        Message next = take();
        if (next == null) {
            return;
        }
        try {
            sender.execute(() -> handOver(next));
        } catch (OutOfMemoryError e) { // no thread can be made
            endpoint.over(ABNORMAL, "there is no thread to send");
        }
    }

    private synchronized @Nullable Message take() {
        Message next = sending ? null : waiting.poll();
        if (next != null) {
            bytes -= next.size;
            sending = true;
        } else if (!sending) {
            notifyAll();
        }
        return next;
    }

    private void handOver(Message message) {
        // A send that fails is one of a line that has ended, which the listener hears of. Containers tell it late, and
        // twice.
        AtomicBoolean told = new AtomicBoolean();
        SendHandler handler = result -> sent(told);
        try {
            if (message.text != null) {
                session.getAsyncRemote().sendText(message.text, handler);
            } else if (message.binary != null) {
                session.getAsyncRemote().sendBinary(message.binary, handler);
            }
        } catch (RuntimeException e) {
            sent(told);
        } catch (Error e) { // of which nobody hears otherwise; what follows is not sent behind what is missing
            endpoint.over(ABNORMAL, "the container failed: " + e);
        }
    }

    private void sent(AtomicBoolean told) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        synchronized (this) {
            sending = false;
        }
        next();
    }

    @Override
    public void close(int code, String reason) {
        CloseReason.CloseCode known = CloseReason.CloseCodes.getCloseCode(code);
        if (known == CloseReason.CloseCodes.NORMAL_CLOSURE) { // a line that is given up has no last words
            awaitLastWords();
        }
        try {
            session.close(new CloseReason(known, reason));
        } catch (IOException | RuntimeException e) {
            // It is gone already, which is what was asked for.
        }
    }

    /** What was said before a leave is taken goes before it, if the server takes it soon. */
    private synchronized void awaitLastWords() {
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        long left = LAST_WORDS.toMillis();
        try {
            while ((sending || !waiting.isEmpty()) && left > 0) { // between two of them nothing is being sent
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
