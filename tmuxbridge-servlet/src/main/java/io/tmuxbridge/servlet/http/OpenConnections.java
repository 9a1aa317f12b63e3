package io.tmuxbridge.servlet.http;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one servlet by their ids, and the one thread that looks after all of them twice a second.
 *
 * <p>How many there are is bounded by the bridge ({@link io.tmuxbridge.BridgeLimits#maxConnections()}): one that it
 * refuses is not kept.
 *
 * <p><b>Threads:</b> any; its own thread is guarded by the monitor. That one starts with the first connection, is a
 * daemon, and ends with {@link #close}; after {@link #begin} there may be another.
 */
final class OpenConnections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);
    private static final long LOOK_MILLIS = 500;
    private static final long LEAVE_NANOS = 1_000_000_000L;

    private record Leaving(HttpConnection connection, long due) {}

    private final Map<String, HttpConnection> open = new ConcurrentHashMap<>();
    private final Queue<Leaving> leaving = new ConcurrentLinkedQueue<>();
    private @Nullable ScheduledExecutorService timer;
    private boolean ended;

    void add(HttpConnection connection) {
        open.put(connection.key().id(), connection);
        lookAfterThem();
    }

    /** Not sooner: a servlet that nobody asks is destroyed by no container, and its thread would stay. */
    private synchronized void lookAfterThem() {
        if (timer == null && !ended) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "tmuxbridge-http"); // a whole stack: it calls containers, and aborts
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** It is over; its request may not be yet. */
    void remove(HttpConnection connection) {
        if (open.remove(connection.key().id(), connection)) {
            leaving.add(new Leaving(connection, System.nanoTime() + LEAVE_NANOS));
        }
    }

    /** The servlet is started, perhaps again. A request that is late after its end starts no thread. */
    synchronized void begin() {
        ended = false;
    }

    Optional<HttpConnection> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    int count() {
        return open.size() + leaving.size();
    }

    private void look() {
        long now = System.nanoTime();
        open.values().forEach(connection -> {
            try {
                connection.look(now);
            } catch (RuntimeException | Error e) { // which would end the thread that looks after all of them
                LOG.warn("connection {} could not be looked after, it is given up", connection.key(), e);
                connection.lost("the server failed");
            }
        });
        for (Leaving first = leaving.peek(); first != null && now - first.due() > 0; first = leaving.peek()) {
            leaving.remove();
            first.connection().leave();
        }
    }

    /** The server goes away: those that are still open are, too. */
    @Override
    public void close() {
        lookNoMore();
        open.values().forEach(connection -> {
            connection.close(1001, "the server is going away");
            connection.lost("the server is going away");
        });
        open.clear();
    }

    private synchronized void lookNoMore() {
        ended = true;
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }
}
