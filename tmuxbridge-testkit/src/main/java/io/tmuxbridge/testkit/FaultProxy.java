package io.tmuxbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad network: a TCP proxy on loopback that breaks each connection at a place chosen beforehand, to the byte or to
 * the WebSocket frame, in either direction.
 *
 * <p>Connections take their {@link Cut}s from a plan in the order in which they come; when the plan is used up, they
 * are left alone.
 *
 * <p><b>Threads:</b> any. Two daemon threads for each connection, which end with it. {@link #close} ends all.
 */
public final class FaultProxy implements AutoCloseable {

    /**
     * Stalled connections that are kept open, as by a network that has died; the oldest is reset when there are more.
     */
    private static final int MAX_STALLED = 16;

    /** What happens to a connection. */
    public enum Fault {
        /** Both sides get a reset. */
        RESET,
        /** Both sides are closed in order. */
        DROP,
        /** The receiver sees the end of the stream, the other direction goes on. */
        HALF_CLOSE,
        /** Nothing passes any more, in neither direction, and nobody is told. */
        STALL
    }

    /** A direction of a connection. */
    public enum Direction {
        /** From the server to the client. */
        TO_CLIENT,
        /** From the client to the server. */
        TO_SERVER
    }

    /** What positions count. */
    public enum Unit {
        /** Bytes, from the first one of the connection. */
        BYTES,
        /** Frames of WebSocket, after the handshake; 0 is the end of the handshake. */
        FRAMES
    }

    /**
     * Where and how a connection breaks.
     *
     * @param direction the direction in which it is counted
     * @param unit what is counted
     * @param position so much passes, not negative
     * @param fault what happens then
     */
    public record Cut(Direction direction, Unit unit, long position, Fault fault) {}

    private final ServerSocket listener;
    private final Iterator<Cut> plan;
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final Deque<ProxiedConnection> stalled = new ArrayDeque<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger spared = new AtomicInteger();
    private final int target;
    private volatile boolean usedUp;

    private FaultProxy(int target, Iterator<Cut> plan) throws IOException {
        this.target = target;
        this.plan = plan;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /**
     * Starts a proxy to a server on this machine.
     *
     * @param port where the server listens
     * @param plan how the connections break, in the order in which they come
     * @return a proxy that listens
     */
    public static FaultProxy to(int port, List<Cut> plan) {
        try {
            FaultProxy proxy = new FaultProxy(port, List.copyOf(plan).iterator());
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it listens.
     *
     * @return a port of the loopback address
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * How often it has broken a connection.
     *
     * @return a number, at most the length of the plan
     */
    public int cuts() {
        return cuts.get();
    }

    /**
     * How many connections ended by themselves before they came to their cut.
     *
     * @return a number; with {@link #cuts} the length of the plan, once it is used up and whoever opened connections
     *     has left none of them open
     */
    public int spared() {
        return spared.get();
    }

    /**
     * Whether a connection has come for which no cut was left.
     *
     * @return true from then on
     */
    public boolean isUsedUp() {
        return usedUp;
    }

    /** Ends all connections and listens no more. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(ProxiedConnection::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            Socket client;
            try {
                client = listener.accept();
            } catch (IOException closed) {
                return;
            }
            begin(client);
        }
    }

    private void begin(Socket client) {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException refused) {
            ProxiedConnection.closeAbruptly(client);
            return;
        }
        Optional<Cut> cut = plan.hasNext() ? Optional.of(plan.next()) : Optional.empty();
        usedUp = cut.isEmpty();
        ProxiedConnection connection = new ProxiedConnection(client, server, cut, this::broken, this::ended);
        open.add(connection);
        daemon(() -> connection.pump(Direction.TO_CLIENT));
        daemon(() -> connection.pump(Direction.TO_SERVER));
    }

    private void ended(ProxiedConnection connection) {
        if (open.remove(connection) && connection.isSpared()) {
            spared.incrementAndGet();
        }
    }

    private void broken(ProxiedConnection connection, Cut cut) {
        cuts.incrementAndGet();
        if (cut.fault() == Fault.STALL) {
            ProxiedConnection oldest;
            synchronized (stalled) {
                stalled.addLast(connection);
                oldest = stalled.size() > MAX_STALLED ? stalled.removeFirst() : connection;
            }
            if (oldest != connection) {
                oldest.reset();
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
