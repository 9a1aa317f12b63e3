package io.tmuxbridge.servlet.http;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.internal.CloseWords;
import io.tmuxbridge.jakarta.internal.Inbound;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an opening POST, an event stream and further POSTs make together, as the bridge's {@link Connection}.
 *
 * <p>It lives as long as its event stream: one that breaks ends it with 1006, and the client opens another and resumes
 * by the protocol's own means (ADR 8). A stream that does not come in time, or a last event that does not leave in
 * time, counts as broken.
 *
 * <p><b>Threads:</b> {@link #send} from one thread at a time, the rest from any. Nothing blocks.
 */
final class HttpConnection implements Connection {

    /** A body that is repeated while the first one is still on its way; a third says that something else is wrong. */
    private static final int BODIES_AT_ONCE = 2;

    private final ConnectionKey key;
    private final Handshake handshake;
    private final boolean answersPings;
    private final HttpOptions options;
    private final Consumer<HttpConnection> onEnd;
    private final Inbound inbound = new Inbound((code, reason) -> close(code.code(), reason));
    private final EventStream stream = new EventStream(this::ended);
    /** When the close began, never 0 then; 0 before that. */
    private final AtomicLong closedAt = new AtomicLong();

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final AtomicInteger bodies = new AtomicInteger();
    private final long openedAt = System.nanoTime();
    private volatile IntSupplier maxMessageBytes = () -> 0;
    private volatile Message.@Nullable Close refused;
    private volatile @Nullable StreamResponse response;
    private long received;

    HttpConnection(
            ConnectionKey key,
            Handshake handshake,
            boolean answersPings,
            HttpOptions options,
            Consumer<HttpConnection> onEnd) {
        this.key = key;
        this.handshake = handshake;
        this.answersPings = answersPings;
        this.options = options;
        this.onEnd = onEnd;
    }

    ConnectionKey key() {
        return key;
    }

    /** Hands it to the bridge. */
    void begin(TmuxBridge bridge) {
        inbound.begin(() -> {
            ConnectionHandler handler = bridge.accept(this);
            maxMessageBytes = handler::maxMessageBytes; // which is less until somebody has signed in
            return handler;
        });
    }

    /** How it was closed, if it has been. */
    Message.@Nullable Close refused() {
        return refused;
    }

    boolean isClosing() {
        return closedAt.get() != 0;
    }

    /** True for the first one who closes. */
    private boolean beginClosing() {
        return closedAt.compareAndSet(0, System.nanoTime() | 1);
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public void send(Frame frame, SendCompletion completion) {
        stream.send(frame, completion);
    }

    /** Of a client that would not answer, its silence says nothing. */
    @Override
    public void ping(SendCompletion completion) {
        if (answersPings) {
            stream.ping(completion);
        }
    }

    /** Something came of a POST: the peer is there. */
    void heard() {
        inbound.pong();
    }

    @Override
    public void close(int code, String reason) {
        if (beginClosing()) {
            String words = CloseWords.fit(reason);
            refused = new Message.Close(code, words);
            inbound.stop();
            stream.close(code, words);
        }
    }

    /** Whether the request at hand may have the events: the first that asks may. */
    boolean claimStream() {
        return claimed.compareAndSet(false, true);
    }

    /** The request that has claimed the events is ready to be answered. */
    void attach(AsyncContext events) throws IOException {
        StreamResponse answer = new StreamResponse(events, stream::giveUp);
        response = answer;
        stream.attach(answer);
    }

    /** Some time after the end: what the container has not ended is ended now. */
    void leave() {
        StreamResponse answer = response;
        if (answer != null) {
            answer.complete();
        }
    }

    /** The event stream is over, whoever ended it. */
    void lost(String why) {
        stream.giveUp(why);
    }

    /** Most bytes of one POST: what a message of the largest size takes in JSON, and something to write around it. */
    long maxBodyBytes() {
        return 2L * maxMessageBytes.getAsInt() + 65_536;
    }

    /** Whether one more body may be read now; {@link #bodyRead} gives the place back. */
    boolean mayRead() {
        if (bodies.incrementAndGet() <= BODIES_AT_ONCE) {
            return true;
        }
        bodies.decrementAndGet();
        return false;
    }

    void bodyRead() {
        bodies.decrementAndGet();
    }

    /**
     * Takes the messages of a POST, unless they were taken before.
     *
     * @return false when one before it has not come
     */
    synchronized boolean receive(long number, List<Message> messages) {
        if (number > received + 1) {
            return false;
        }
        if (number == received + 1) {
            received = number;
            messages.forEach(this::receive);
        }
        return true;
    }

    private void receive(Message message) {
        if (message instanceof Message.Text text) {
            inbound.text(text.text(), true);
        } else if (message instanceof Message.Bytes bytes) {
            inbound.binary(bytes.bytes(), true);
        } else if (message instanceof Message.Close close) {
            closedByPeer(close);
        }
    }

    /** Its close is answered with the same, as WebSockets do. */
    private void closedByPeer(Message.Close close) {
        if (beginClosing()) {
            inbound.ended(close.code(), close.reason());
            stream.close(close.code(), close.reason());
        }
    }

    /** Called now and then: looks for what takes too long. */
    void look(long now) {
        if (isClosing() && now - closedAt.get() > options.closeGrace().toNanos()) {
            abort();
        } else if (!stream.isAttached() && now - openedAt > options.openTime().toNanos()) {
            close(CloseCode.GOING_AWAY.code(), "the event stream did not come");
            stream.giveUp("the event stream did not come");
        } else {
            stream.keepAlive(now, options.keepAlive().toNanos());
        }
    }

    private void abort() {
        StreamResponse answer = response;
        if (answer != null) {
            options.abort().accept(answer.context());
        }
        stream.giveUp("the peer did not take the close");
    }

    private void ended(int code, String reason) {
        beginClosing();
        onEnd.accept(this);
        inbound.ended(code, reason);
    }
}
