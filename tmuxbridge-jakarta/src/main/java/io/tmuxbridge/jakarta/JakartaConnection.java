package io.tmuxbridge.jakarta;

import io.tmuxbridge.jakarta.internal.CloseWords;
import io.tmuxbridge.jakarta.internal.Inbound;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's session as the bridge's {@link Connection}.
 *
 * <p>Whatever the container does, a send is completed once: by the container, by the exception it throws, or, when it
 * says nothing (Jetty and Tyrus while a peer does not read), by the end of the connection. After a <em>failed</em>
 * completion the container may still hold the frame's bytes: they must not be used for another frame.
 *
 * <p>It ends with {@link #close}, or with the container's word that the session is closed. A close that the container
 * does not carry out in time is followed by an abort, and the bridge is told 1006.
 *
 * <p><b>Threads:</b> {@link #send} from one thread at a time, the rest from any. Nothing blocks: closing and pings run
 * on {@link EndpointOptions#closer()}.
 */
final class JakartaConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(JakartaConnection.class);

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Handshake handshake;
    private final EndpointOptions options;
    private final Inbound inbound = new Inbound((code, reason) -> close(code.code(), reason));
    private final PingTurn turn = new PingTurn();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicReference<@Nullable OneSend> inFlight = new AtomicReference<>();

    JakartaConnection(Session session, Handshake handshake, EndpointOptions options) {
        this.session = session;
        this.handshake = handshake;
        this.options = options;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(options.sendTimeout().toMillis());
    }

    Inbound inbound() {
        return inbound;
    }

    /** For tests: when the container would close the connection for being idle; 0 or less is never. */
    long maxIdleTimeout() {
        return session.getMaxIdleTimeout();
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public void send(Frame frame, SendCompletion completion) {
        OneSend send = new OneSend(completion);
        inFlight.set(send);
        if (closing.get()) { // looked at after the send is known: whoever closes in between completes it
            send.fail(new ClosedChannelException());
            return;
        }
        turn.frame(() -> pass(frame, send));
    }

    private void pass(Frame frame, OneSend send) {
        try {
            if (frame instanceof Frame.Text text) {
                remote.sendText(text.text(), send);
            } else if (frame instanceof Frame.Binary binary) {
                remote.sendBinary(binary.bytes().duplicate(), send);
            }
        } catch (RuntimeException e) {
            send.fail(e);
        }
    }

    /** The container may block here as long as it likes, so this runs on the closer too. */
    @Override
    public void ping(SendCompletion completion) {
        try {
            options.closer().execute(() -> sendPing(completion));
        } catch (RejectedExecutionException e) {
            completion.done(e);
        }
    }

    private void sendPing(SendCompletion completion) {
        if (!turn.beginPing(this::isFrameUnderWay)) {
            completion.done(new IOException("a frame is under way"));
            return;
        }
        Throwable failure = null;
        try {
            remote.sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            LOG.debug("a ping could not be sent", e);
            failure = e;
        } finally {
            turn.endPing();
        }
        completion.done(failure);
    }

    private boolean isFrameUnderWay() {
        OneSend send = inFlight.get();
        return send != null && !send.isDone();
    }

    @Override
    public void close(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        failInFlight();
        inbound.stop();
        CloseReason words = new CloseReason(CloseReason.CloseCodes.getCloseCode(code), CloseWords.fit(reason));
        run(options.closer(), () -> closeSession(words));
        Executor later = CloserPool.later(options.closer(), options.closeGrace());
        run(later, this::abort);
    }

    /** The container says that the session is over. */
    void ended(int code, String reason) {
        closing.set(true);
        failInFlight();
        inbound.ended(code, reason);
    }

    private void closeSession(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.debug("closing failed, the connection is aborted after the grace", e);
        }
    }

    private void abort() {
        try {
            options.abort().accept(session);
        } catch (RuntimeException e) {
            LOG.debug("a connection that is probably gone could not be aborted", e);
        }
        ended(CloseReason.CloseCodes.CLOSED_ABNORMALLY.getCode(), "the peer did not answer the close");
    }

    private void failInFlight() {
        OneSend send = inFlight.getAndSet(null);
        if (send == null) {
            return;
        }
        try {
            send.fail(new ClosedChannelException());
        } catch (RuntimeException e) { // a defect, for which no connection is left open
            LOG.error("the bridge failed on a frame that will not be sent", e);
        }
    }

    private static void run(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.warn("the executor for closing refuses work, a connection is left to its container", e);
        }
    }
}
