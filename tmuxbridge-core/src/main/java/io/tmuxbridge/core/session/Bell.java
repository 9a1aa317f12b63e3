package io.tmuxbridge.core.session;

import io.tmuxbridge.core.input.Delay;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Wakes the viewers of a terminal. A few are woken by the tmux reader itself, which saves an echo a change of thread: a
 * send never waits, by the contract of transports. Many are woken by a thread of the work executor, so that the reader
 * does not do all their work.
 *
 * <p>Many are woken once for what is printed within a short while, as each of them costs a frame and a call of the
 * system: the first output after a rest goes out at once, and what follows waits until {@value #NANOS_PER_VIEWER} ns
 * for each viewer have passed, {@value #LONGEST_NANOS} ns at most. Nothing is left out, it only leaves joined.
 *
 * <p><b>Threads:</b> any.
 *
 * @param <V> a viewer
 */
final class Bell<V> {

    /** Up to so many viewers cost the reader less than the change of thread costs them. */
    private static final int WOKEN_BY_READER = 4;

    private static final long NANOS_PER_VIEWER = 60_000;
    private static final long LONGEST_NANOS = 8_000_000;

    private final List<V> viewers;
    private final Consumer<V> wake;
    private final Executor work;
    private final Delay delay;
    private final LongSupplier nanoTime;
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile long rest;

    /** For viewers in a list that may change meanwhile. */
    Bell(List<V> viewers, Consumer<V> wake, Executor work, Delay delay, LongSupplier nanoTime) {
        this.viewers = viewers;
        this.wake = wake;
        this.work = work;
        this.delay = delay;
        this.nanoTime = nanoTime;
        this.rest = nanoTime.getAsLong();
    }

    /** For the viewers of a terminal. */
    static Bell<Attachment> of(List<Attachment> attachments, StreamContext context) {
        return new Bell<>(attachments, each -> each.port().wake(), context.work(), context::after, System::nanoTime);
    }

    void ring() {
        if (viewers.size() <= WOKEN_BY_READER) {
            viewers.forEach(wake);
        } else if (rung.compareAndSet(false, true)) {
            long wait = rest - nanoTime.getAsLong();
            if (wait > 0) {
                delay.after(wait, () -> work.execute(this::wakeAll));
            } else {
                work.execute(this::wakeAll);
            }
        }
    }

    private void wakeAll() {
        long pause = Math.min(viewers.size() * NANOS_PER_VIEWER, LONGEST_NANOS);
        rest = nanoTime.getAsLong() + pause;
        rung.set(false);
        viewers.forEach(wake);
    }
}
