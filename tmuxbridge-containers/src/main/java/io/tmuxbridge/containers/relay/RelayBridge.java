package io.tmuxbridge.containers.relay;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.Sessions;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.Windows;
import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.jakarta.ConnectionFacts;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The server's end: a bridge that asks the test for everything. Closing it closes its connections, as the real one
 * does.
 *
 * <p><b>Threads:</b> the container's make the calls; commands outside of a call run on one thread for each connection.
 */
public final class RelayBridge implements TmuxBridge {

    private final Line line;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, Call> calls = new ConcurrentHashMap<>();
    private final Map<Integer, Open> open = new ConcurrentHashMap<>();

    private record Open(Connection connection, ExecutorService commands) {}

    /**
     * Rings up the test.
     *
     * @param port where it listens, at 127.0.0.1
     * @throws IOException when nobody is there
     */
    public RelayBridge(int port) throws IOException {
        line = new Line(new Socket(InetAddress.getLoopbackAddress(), port));
        Thread reader = new Thread(() -> line.readAll(this::read), "relay-reader");
        reader.setDaemon(true);
        reader.setContextClassLoader(RelayBridge.class.getClassLoader());
        reader.start();
    }

    @Override
    public ConnectionHandler accept(Connection connection) {
        int id = numbers.incrementAndGet();
        open.put(id, new Open(connection, Serial.executor()));
        Message.Returned accepted = call(number -> new Message.Accept(
                id, number, Message.Shown.of(connection.handshake()), ConnectionFacts.maxIdleTimeout(connection)));
        return new Handler(id, accepted.maxMessageBytes());
    }

    /** One call over the line. */
    private Message.Returned call(java.util.function.IntFunction<Message> message) {
        int number = numbers.incrementAndGet();
        Call call = new Call();
        calls.put(number, call);
        try {
            if (!line.write(message.apply(number))) {
                throw new IllegalStateException("the test has gone");
            }
            return call.await();
        } finally {
            calls.remove(number);
        }
    }

    private void read(Message message) {
        if (message instanceof Message.Returned returned) {
            Objects.requireNonNull(calls.get(returned.call())).returns(returned);
        } else if (message instanceof Message.Send send) {
            command(send.connection(), send.call(), connection -> send(connection, send));
        } else if (message instanceof Message.Ping ping) {
            command(
                    ping.connection(),
                    ping.call(),
                    connection -> connection.ping(sent -> told(ping.connection(), ping.send(), sent)));
        } else if (message instanceof Message.Close close) {
            command(close.connection(), close.call(), connection -> {
                connection.close(close.code(), close.reason());
                line.write(new Message.Done(close.connection(), close.request(), 0));
            });
        } else if (message instanceof Message.CountThreads count) {
            line.write(new Message.Done(0, count.request(), threads(count.name())));
        }
    }

    private void command(int id, int number, java.util.function.Consumer<Connection> command) {
        Open known = Objects.requireNonNull(open.get(id));
        Call call = calls.get(number);
        if (call != null) {
            call.order(() -> command.accept(known.connection()));
        } else {
            known.commands().execute(() -> command.accept(known.connection()));
        }
    }

    private void send(Connection connection, Message.Send send) {
        Frame frame =
                send.text() == null ? new Frame.Binary(ByteBuffer.wrap(send.bytes())) : new Frame.Text(send.text());
        connection.send(frame, failure -> told(send.connection(), send.send(), failure));
    }

    private void told(int connection, int send, @Nullable Throwable failure) {
        line.write(new Message.Sent(connection, send, words(failure)));
    }

    private static @Nullable String words(@Nullable Throwable failure) {
        return failure == null ? null : failure.toString();
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Override
    public OriginPolicy origins() {
        return OriginPolicy.sameOrigin();
    }

    @Override
    public void close() {
        open.values().forEach(each -> each.connection().close(CloseCode.GOING_AWAY.code(), "the server ends"));
    }

    @Override
    public Sessions sessions() {
        throw new UnsupportedOperationException("the adapter does not use it");
    }

    @Override
    public Windows windows() {
        throw new UnsupportedOperationException("the adapter does not use it");
    }

    @Override
    public Pane pane(Caller caller, String target) {
        throw new UnsupportedOperationException("the adapter does not use it");
    }

    @Override
    public AccessControl access() {
        throw new UnsupportedOperationException("the adapter does not use it");
    }

    @Override
    public BridgeInfo info() {
        throw new UnsupportedOperationException("the adapter does not use it");
    }

    private final class Handler implements ConnectionHandler {

        private final int id;
        private final int maxMessageBytes;

        Handler(int id, int maxMessageBytes) {
            this.id = id;
            this.maxMessageBytes = maxMessageBytes;
        }

        @Override
        public void text(String message) {
            call(number -> new Message.TextIn(id, number, message));
        }

        @Override
        public void binary(ByteBuffer message) {
            byte[] copy = new byte[message.remaining()];
            message.get(copy);
            call(number -> new Message.BytesIn(id, number, copy));
        }

        @Override
        public void alive() {
            call(number -> new Message.AliveIn(id, number));
        }

        @Override
        public void closed(int code, String reason) {
            call(number -> new Message.Ended(id, number, code, reason));
        }

        @Override
        public int maxMessageBytes() {
            return maxMessageBytes;
        }
    }
}
