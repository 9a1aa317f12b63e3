package io.tmuxbridge.core.protocol;

import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Subprotocol;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All open conversations of a bridge: lets connections in, watches for stuck ones, tells all of what concerns all.
 *
 * <p><b>Threads:</b> any.
 */
public final class Conversations implements AutoCloseable {

    private static final long WATCH_MILLIS = 1000;
    private static final long GATHER_MILLIS = 100;

    private final Services services;
    private final Codec json;
    private final Codec binary;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final EchoTimer echoes;
    private final AtomicBoolean sessionsChanged = new AtomicBoolean();
    private final ScheduledFuture<?> watching;
    private volatile boolean closed;

    /**
     * Starts with none.
     *
     * @param services what conversations need of their bridge
     */
    public Conversations(Services services) {
        this.services = services;
        int maxMessageBytes = services.limits().maxMessageBytes();
        this.json = Codecs.of(Subprotocol.JSON, maxMessageBytes, System::currentTimeMillis);
        this.binary = Codecs.of(Subprotocol.BINARY, maxMessageBytes, System::currentTimeMillis);
        this.echoes = new EchoTimer(services.timer());
        this.watching =
                services.timer().scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a connection over.
     *
     * @param connection an open connection
     * @return what its transport calls
     */
    public ConnectionHandler accept(Connection connection) {
        Subprotocol subprotocol = connection
                .handshake()
                .subprotocol()
                .flatMap(name -> Subprotocol.pick(List.of(name)))
                .orElse(Subprotocol.JSON);
        Conversation conversation = new Conversation(connection, codec(subprotocol), services, this);
        open.add(conversation);
        services.metrics().add("connections.opened", 1);
        if (closed) {
            conversation.close(CloseCode.GOING_AWAY, "the bridge is shutting down");
        } else if (open.size() > services.limits().maxConnections()) {
            services.metrics().add("connections.refused", 1);
            conversation.close(CloseCode.LIMIT, "too many connections; try again later");
        } else {
            conversation.begin();
        }
        return conversation;
    }

    /**
     * How many are open.
     *
     * @return a number
     */
    public int count() {
        return open.size();
    }

    /** Closes all with 1001 and lets nobody in any more. */
    @Override
    public void close() {
        closed = true;
        watching.cancel(false);
        open.forEach(each -> each.close(CloseCode.GOING_AWAY, "the bridge is shutting down"));
    }

    void gone(Conversation conversation) {
        if (open.remove(conversation)) {
            services.metrics().add("connections.closed", 1);
        }
    }

    EchoTimer echoes() {
        return echoes;
    }

    /** Tells all that sessions came or went; many changes at once are told once. */
    void sessionsChanged() {
        if (!closed && sessionsChanged.compareAndSet(false, true)) {
            services.timer()
                    .schedule(
                            () -> {
                                sessionsChanged.set(false);
                                open.forEach(Conversation::tellSessionsChanged);
                            },
                            GATHER_MILLIS,
                            TimeUnit.MILLISECONDS);
        }
    }

    private Codec codec(Subprotocol subprotocol) {
        return switch (subprotocol) {
            case JSON -> json;
            case BINARY -> binary;
        };
    }

    private void watch() {
        long now = System.nanoTime();
        open.forEach(each -> each.watch(now));
    }
}
