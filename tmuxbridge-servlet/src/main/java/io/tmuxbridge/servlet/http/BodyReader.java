package io.tmuxbridge.servlet.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the body of one POST as it comes, so that slow senders cost memory for what they have sent and no thread.
 *
 * <p><b>Threads:</b> the container's, one at a time but for a time-out. The last call of {@link Owner} is its only one
 * that is not {@link Owner#more}.
 */
final class BodyReader implements ReadListener, AsyncListener {

    /** Told what comes of the body, and then what became of it, which completes the request. */
    interface Owner {
        /** A piece of it has come. */
        void more();

        void read(byte[] body);

        /** It grew over the limit, and the rest is not read. */
        void tooLarge();

        /** It did not come. */
        void failed();
    }

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private final ServletInputStream in;
    private final long most;
    private final Owner owner;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private final byte[] buffer = new byte[4096];
    private final AtomicBoolean ended = new AtomicBoolean();

    private BodyReader(ServletInputStream in, long most, Owner owner) {
        this.in = in;
        this.most = most;
        this.owner = owner;
    }

    /** Begins; returns at once. */
    static void start(AsyncContext context, long most, Owner owner) throws IOException {
        ServletInputStream in = context.getRequest().getInputStream();
        BodyReader reader = new BodyReader(in, most, owner);
        context.addListener(reader);
        in.setReadListener(reader);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!ended.get() && in.isReady()) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            body.write(buffer, 0, read);
            owner.more();
            if (body.size() > most) {
                if (ended.compareAndSet(false, true)) {
                    owner.tooLarge();
                }
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (ended.compareAndSet(false, true)) {
            owner.read(body.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a body could not be read", failure);
        fail();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        fail();
    }

    @Override
    public void onError(AsyncEvent event) {
        fail();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // nothing is left to do
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never started twice
    }

    private void fail() {
        if (ended.compareAndSet(false, true)) {
            owner.failed();
        }
    }
}
