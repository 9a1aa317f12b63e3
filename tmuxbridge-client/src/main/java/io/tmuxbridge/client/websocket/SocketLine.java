package io.tmuxbridge.client.websocket;

import io.tmuxbridge.client.spi.Line;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages over one WebSocket, one at a time, because some containers discard what is sent while another send is
 * in progress. The queue is bounded: if the server accepts nothing until it is full, the line is closed.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while calling the container.
 */
final class SocketLine implements Line {

    /** Maximum bytes that may wait: terminals' unacknowledged input, and small messages. */
    private static final long MOST_WAITING = 64 << 20;

    private static final int TOO_SLOW = 4413;

    private final Session session;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean sending;
    private boolean pumping;

    private record Message(@Nullable String text, @Nullable ByteBuffer binary, int size) {}

    SocketLine(Session session) {
        this.session = session;
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
        boolean full;
        synchronized (this) {
            full = bytes + message.size > MOST_WAITING;
            if (!full) {
                waiting.add(message);
                bytes += message.size;
            }
        }
        if (full) {
            close(TOO_SLOW, "the server takes nothing");
        } else {
            pump();
        }
    }

    /** Loops when the container completes a send before it returns; recursion would end in a stack overflow. */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        for (Message next = next(); next != null; next = next()) {
            handOver(next);
        }
    }

    private synchronized @Nullable Message next() {
        Message next = sending ? null : waiting.poll();
        if (next == null) {
            pumping = false;
        } else {
            bytes -= next.size;
            sending = true;
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
        } catch (IllegalStateException e) {
            sent(told);
        }
    }

    private void sent(AtomicBoolean told) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        synchronized (this) {
            sending = false;
        }
        pump();
    }

    @Override
    public void close(int code, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | IllegalStateException e) {
            // It is gone already, which is what was asked for.
        }
    }
}
