package io.tmuxbridge.jakarta.internal;

import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes in from one peer, passed to the bridge's handler one call at a time: whole messages, then one end.
 *
 * <p>A message that grows over the handler's limit is given up at the part that goes too far; what the container holds
 * of it is never more than its own buffer.
 *
 * <p><b>Threads:</b> any. A lock keeps calls apart; it is held only while the handler, which never blocks, is called.
 * An end that is noticed within a call is told after that call.
 */
public final class Inbound {

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /** Closes the connection from this side. */
    @FunctionalInterface
    public interface Closer {
        /**
         * Closes it; must not block.
         *
         * @param code the code to close with
         * @param reason words for the peer
         */
        void close(CloseCode code, String reason);
    }

    private record Ending(int code, String reason) {}

    private final Closer closer;
    private final ReentrantLock lock = new ReentrantLock();
    private final PartialText text = new PartialText();
    private final PartialBinary binary = new PartialBinary();
    private @Nullable ConnectionHandler handler;
    private boolean told;
    private volatile boolean stopped;
    private volatile @Nullable Ending ending;

    /**
     * Begins without a handler.
     *
     * @param closer called when what comes in is too much, or the handler fails
     */
    public Inbound(Closer closer) {
        this.closer = closer;
    }

    /**
     * Gets the handler; whatever comes in meanwhile waits.
     *
     * @param accept hands the connection to the bridge
     */
    public void begin(Supplier<ConnectionHandler> accept) {
        lock.lock();
        try {
            handler = accept.get();
        } finally {
            lock.unlock();
        }
        tellEnd();
    }

    /**
     * A part of a text has come.
     *
     * @param part the part
     * @param last whether the message ends with it
     */
    public void text(String part, boolean last) {
        deliver(open -> {
            if (text.add(part, open.maxMessageBytes())) {
                if (last) {
                    open.text(text.take());
                } else {
                    open.alive();
                }
            } else {
                giveUp(CloseCode.TOO_BIG, "the message is longer than " + open.maxMessageBytes() + " bytes");
            }
        });
    }

    /**
     * A part of a binary message has come.
     *
     * @param part the part; not kept
     * @param last whether the message ends with it
     */
    public void binary(ByteBuffer part, boolean last) {
        deliver(open -> {
            if (binary.add(part, last, open.maxMessageBytes())) {
                if (last) {
                    open.binary(binary.take());
                } else {
                    open.alive();
                }
            } else {
                giveUp(CloseCode.TOO_BIG, "the message is longer than " + open.maxMessageBytes() + " bytes");
            }
        });
    }

    /** The peer has answered a ping. */
    public void pong() {
        deliver(ConnectionHandler::alive);
    }

    /** The bridge has closed: what still comes in is dropped, the end is still to be told. */
    public void stop() {
        stopped = true;
    }

    /**
     * The connection is over. Only the first call counts.
     *
     * @param code the close code seen, 1006 when there was none
     * @param reason the peer's words, may be empty
     */
    public void ended(int code, String reason) {
        lock.lock();
        try {
            stopped = true;
            if (ending == null) {
                ending = new Ending(code, reason);
            }
        } finally {
            lock.unlock();
        }
        tellEnd();
    }

    private void giveUp(CloseCode code, String reason) {
        stopped = true;
        closer.close(code, reason);
    }

    private void deliver(Consumer<ConnectionHandler> call) {
        lock.lock();
        try {
            ConnectionHandler open = handler;
            if (open != null && !stopped) {
                call.accept(open);
            }
        } catch (RuntimeException e) { // a defect of the handler; what a container makes of it differs
            LOG.error("the bridge failed on a message, the connection is closed", e);
            giveUp(CloseCode.INTERNAL, "the bridge failed, see its log");
        } finally {
            lock.unlock();
        }
        tellEnd();
    }

    private void tellEnd() {
        if (ending == null || lock.isHeldByCurrentThread()) {
            return; // whoever holds the lock comes by here when it lets go
        }
        lock.lock();
        try {
            Ending end = ending;
            ConnectionHandler open = handler;
            if (end != null && open != null && !told) {
                told = true;
                open.closed(end.code(), end.reason());
            }
        } finally {
            lock.unlock();
        }
    }
}
