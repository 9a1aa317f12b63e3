package io.tmuxbridge.containers.relay;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.transport.ConnectionHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The test's end: waits for one server, and lets it ask a bridge of the test.
 *
 * <p><b>Threads:</b> one reads the line; every call of the server runs on one of its own.
 */
public final class RelayHost implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final TmuxBridge bridge;
    private final ServerSocket listener;
    private final Thread reader;
    private final CompletableFuture<Line> line = new CompletableFuture<>();
    private final ExecutorService calls = Executors.newCachedThreadPool(RelayHost::daemon);
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, RelayConnection> connections = new ConcurrentHashMap<>();
    private final Map<Integer, ConnectionHandler> handlers = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<Long>> requests = new ConcurrentHashMap<>();

    /**
     * Begins to listen.
     *
     * @param bridge what the server is to ask
     * @throws IOException when no port can be had
     */
    public RelayHost(TmuxBridge bridge) throws IOException {
        this.bridge = bridge;
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.reader = daemon(this::serve);
        reader.start();
    }

    /**
     * Where the server is to ring.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Asks the server for its threads.
     *
     * @param name their name
     * @return how many there are
     */
    public long threads(String name) {
        int request = numbers.incrementAndGet();
        return ask(request, new Message.CountThreads(request, name));
    }

    private void serve() {
        try {
            Line opened = new Line(listener.accept());
            line.complete(opened);
            opened.readAll(this::read);
        } catch (IOException e) {
            line.completeExceptionally(e);
        }
    }

    private void read(Message message) {
        if (message instanceof Message.Accept accept) {
            RelayConnection connection = new RelayConnection(this, accept);
            connections.put(accept.connection(), connection);
            call(
                    accept.connection(),
                    accept.call(),
                    () -> handlers.put(accept.connection(), bridge.accept(connection)));
        } else if (message instanceof Message.TextIn in) {
            call(in.connection(), in.call(), () -> handler(in.connection()).text(in.text()));
        } else if (message instanceof Message.BytesIn in) {
            call(in.connection(), in.call(), () -> handler(in.connection()).binary(ByteBuffer.wrap(in.bytes())));
        } else if (message instanceof Message.AliveIn sign) {
            call(
                    sign.connection(),
                    sign.call(),
                    () -> handler(sign.connection()).alive());
        } else if (message instanceof Message.Ended end) {
            call(end.connection(), end.call(), () -> handler(end.connection()).closed(end.code(), end.reason()));
        } else if (message instanceof Message.Sent sent) {
            connection(sent.connection()).sent(sent);
        } else if (message instanceof Message.Done done) {
            RelayConnection connection = connections.get(done.connection());
            Runnable end = () ->
                    Objects.requireNonNull(requests.remove(done.request())).complete(done.answer());
            if (connection == null) {
                end.run();
            } else {
                connection.afterWhatWasSent(end);
            }
        }
    }

    private void call(int id, int number, Runnable handler) {
        calls.execute(() -> {
            String failure = connection(id).within(number, handler);
            ConnectionHandler known = handlers.get(id);
            int bytes = known == null ? 0 : known.maxMessageBytes();
            write(new Message.Returned(number, bytes, failure));
        });
    }

    private RelayConnection connection(int id) {
        return Objects.requireNonNull(connections.get(id));
    }

    private ConnectionHandler handler(int id) {
        return Objects.requireNonNull(handlers.get(id));
    }

    int nextNumber() {
        return numbers.incrementAndGet();
    }

    boolean write(Message message) {
        Line opened = line.getNow(null);
        return opened != null && opened.write(message);
    }

    /** Writes a message and waits for its answer; -1 when the server has gone. */
    long ask(int request, Message message) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        requests.put(request, answer);
        if (!write(message)) {
            return -1;
        }
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return -1; // a server that is going does not answer
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request whose answer nobody waits for. */
    void tell(int request, Message message) {
        requests.put(request, new CompletableFuture<>());
        write(message);
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "relay-host");
        thread.setDaemon(true);
        return thread;
    }

    /** Call it when the server has gone: what it said before its end is heard. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (line.isDone() && !line.isCompletedExceptionally()) {
            line.join().close();
        }
        calls.shutdown();
    }
}
