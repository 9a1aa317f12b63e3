package io.tmuxbridge.core.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has little input wait for more while some is under way, much as small segments of TCP do (RFC 896): a command more costs tmux as
 * much as twenty bytes of text do, and an answer. It does not wait for ever, as answers may be held back, for instance while
 * nobody reads the client because every viewer is behind; the next key may be the one that ends a flood.
 *
 * <p><b>Threads:</b> any.
 */
final class InputJoining {

    /** So long an answer is waited for. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Delay delay;
    private final Runnable send;
    private final AtomicBoolean timing = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Creates it.
     *
     * @param delay runs things later
     * @param send sends what may be sent; run when it was waited for long enough
     */
    InputJoining(Delay delay, Runnable send) {
        this.delay = delay;
        this.send = send;
    }

    /** Whether little input has to wait; it is asked for again when the wait is over. */
    boolean waits() {
        if (over.getAndSet(false)) {
            return false;
        }
        if (timing.compareAndSet(false, true)) {
            delay.after(PATIENCE_NANOS, this::end);
        }
        return true;
    }

    private void end() {
        timing.set(false);
        over.set(true);
        send.run();
    }
}
