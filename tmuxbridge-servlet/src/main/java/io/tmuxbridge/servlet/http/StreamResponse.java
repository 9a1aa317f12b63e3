package io.tmuxbridge.servlet.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to the request for events, used by threads that are not the container's.
 *
 * <p>Containers use the objects of a request that is over for the next one (Tomcat), and a request can be over at any
 * time: when its peer goes away. So each call holds a lock, and when the container says that the request has failed or
 * is over, that waits until the call under way has returned, and none follows. After a failure the request is left to
 * the container; one that is not over some time later is completed here.
 *
 * <p><b>Threads:</b> any. The container's own wait for a call that does not block, and never longer than
 * {@value #PATIENCE_MILLIS} ms.
 */
final class StreamResponse implements AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamResponse.class);
    private static final int PATIENCE_MILLIS = 500;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Consumer<String> onFailure;
    private final ReentrantLock use = new ReentrantLock();
    private volatile boolean usable = true;
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile boolean over;

    /** The consumer is told why it can be used no more, perhaps several times. */
    StreamResponse(AsyncContext context, Consumer<String> onFailure) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.onFailure = onFailure;
    }

    /** Begins; the container calls back when it can be written to. */
    void start(WriteListener listener) {
        context.setTimeout(0); // the bridge has its own watchdogs
        context.addListener(this);
        out.setWriteListener(listener);
    }

    AsyncContext context() {
        return context;
    }

    boolean isReady() throws IOException {
        use.lock();
        try {
            return usable && out.isReady();
        } catch (RuntimeException e) {
            throw unusable(e);
        } finally {
            use.unlock();
        }
    }

    void write(ByteBuffer piece) throws IOException {
        use.lock();
        try {
            check();
            out.write(piece.array(), piece.position(), piece.remaining());
        } catch (IOException | RuntimeException e) {
            throw unusable(e);
        } finally {
            use.unlock();
        }
    }

    void flush() throws IOException {
        use.lock();
        try {
            check();
            out.flush();
        } catch (IOException | RuntimeException e) {
            throw unusable(e);
        } finally {
            use.unlock();
        }
    }

    /**
     * Ends it, unless the container has, once. Not to be called right after a failure, which is the container's to end.
     */
    void complete() {
        letGo();
        if (!over && completed.compareAndSet(false, true)) {
            try {
                context.complete(); // without the lock: one that waits for it may hold what this waits for
            } catch (RuntimeException | Error e) { // whatever it is, the end is still to be told
                LOG.debug("the container has ended an event stream already", e);
            }
        }
    }

    /** Whether nothing more can be done with it, rightly or by a failure. */
    boolean isUsable() {
        return usable;
    }

    /** A call that is under way is the last one. */
    void letGo() {
        boolean alone = false;
        try {
            alone = use.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        usable = false;
        if (alone) {
            use.unlock();
        }
    }

    private void check() throws IOException {
        if (!usable) {
            throw new ClosedChannelException();
        }
    }

    /** Containers throw what they like for a peer that has gone. */
    private IOException unusable(Exception failure) {
        usable = false;
        return failure instanceof IOException known ? known : new IOException(failure);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over = true;
        ended("the event stream is over");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ended("the container gave the event stream up");
    }

    @Override
    public void onError(AsyncEvent event) {
        ended("the event stream failed");
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started twice
    }

    private void ended(String why) {
        letGo();
        onFailure.accept(why);
    }
}
