package io.tmuxbridge.containers.relay;

import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the server as the test's bridge sees it.
 *
 * <p><b>Threads:</b> any. Completions come on one thread, in the order of the line; {@link #close} waits until the
 * server has carried it out, unless a completion calls it.
 */
public final class RelayConnection implements Connection {

    private final RelayHost host;
    private final int id;
    private final Handshake handshake;
    private final long maxIdleTimeout;
    private final Map<Integer, SendCompletion> sends = new ConcurrentHashMap<>();
    private final ThreadLocal<Integer> call = ThreadLocal.withInitial(() -> Message.OUTSIDE);
    private final ThreadLocal<Boolean> completing = ThreadLocal.withInitial(() -> false);
    private final ExecutorService completions = Serial.executor();

    RelayConnection(RelayHost host, Message.Accept accept) {
        this.host = host;
        this.id = accept.connection();
        this.handshake = accept.handshake().handshake();
        this.maxIdleTimeout = accept.maxIdleTimeout();
    }

    /**
     * What the server's container was told.
     *
     * @return milliseconds; 0 or less is never
     */
    public long maxIdleTimeout() {
        return maxIdleTimeout;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public void send(Frame frame, SendCompletion completion) {
        int number = host.nextNumber();
        sends.put(number, completion);
        String text = frame instanceof Frame.Text words ? words.text() : null;
        if (!host.write(new Message.Send(id, call.get(), number, text, bytes(frame)))) {
            sent(new Message.Sent(id, number, "the server has gone"));
        }
    }

    @Override
    public void ping(SendCompletion completion) {
        int number = host.nextNumber();
        sends.put(number, completion);
        if (!host.write(new Message.Ping(id, call.get(), number))) {
            sent(new Message.Sent(id, number, "the server has gone"));
        }
    }

    private static byte[] bytes(Frame frame) {
        ByteBuffer source =
                frame instanceof Frame.Binary binary ? binary.bytes().duplicate() : ByteBuffer.allocate(0);
        byte[] copy = new byte[source.remaining()];
        source.get(copy);
        return copy;
    }

    @Override
    public void close(int code, String reason) {
        int request = host.nextNumber();
        Message.Close message = new Message.Close(id, call.get(), request, code, reason);
        if (completing.get()) {
            host.tell(request, message);
        } else {
            host.ask(request, message);
        }
    }

    void sent(Message.Sent sent) {
        afterWhatWasSent(() -> Optional.ofNullable(sends.remove(sent.send()))
                .orElseThrow()
                .done(sent.failure() == null ? null : new IOException(sent.failure())));
    }

    void afterWhatWasSent(Runnable task) {
        completions.execute(() -> {
            completing.set(true);
            task.run();
        });
    }

    /** Runs a handler within a call of the server; the words of its failure. */
    @Nullable
    String within(int number, Runnable handler) {
        call.set(number);
        try {
            handler.run();
            return null;
        } catch (RuntimeException | Error e) {
            return e.toString();
        } finally {
            call.set(Message.OUTSIDE);
        }
    }
}
