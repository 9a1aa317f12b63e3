package io.tmuxbridge.examples.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the network connections of WebSockets and the requests of those who come by HTTP, so that the server can wait,
 * before it ends, until peers have their close.
 *
 * <p><b>Threads:</b> any.
 */
final class OpenSockets implements HttpHandler {

    private static final AttachmentKey<Boolean> COUNTED = AttachmentKey.create(Boolean.class);

    private final HttpHandler next;
    private final AtomicInteger open = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    OpenSockets(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        count(exchange.getConnection());
        next.handleRequest(exchange);
    }

    /** What becomes no WebSocket leaves its connection open for further requests: it counts once all the same. */
    private void count(ServerConnection connection) {
        if (connection.putAttachment(COUNTED, true) == null) {
            open.incrementAndGet();
            connection.addCloseListener(gone -> closed());
        }
    }

    /** For what is no WebSocket: a request counts until it is answered. */
    void handleHttp(HttpServerExchange exchange) throws Exception {
        open.incrementAndGet();
        exchange.addExchangeCompleteListener((done, following) -> {
            closed();
            following.proceed();
        });
        next.handleRequest(exchange);
    }

    int count() {
        return open.get();
    }

    /** Waits until all are closed, or the time is over. */
    void awaitNone(Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (open.get() > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void closed() {
        lock.lock();
        try {
            open.decrementAndGet();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
