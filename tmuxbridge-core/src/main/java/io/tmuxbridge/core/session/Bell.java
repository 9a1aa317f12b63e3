package io.tmuxbridge.core.session;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the viewers of a terminal. A few are woken by the tmux reader itself, which saves an echo a change of thread: a send
 * never waits, by the contract of transports. Many are woken by a thread of the work executor, so that the reader does not
 * do all their work.
 *
 * <p><b>Threads:</b> any.
 */
final class Bell {

    /** Up to so many viewers cost the reader less than the change of thread costs them. */
    private static final int WOKEN_BY_READER = 4;

    private final List<Attachment> attachments;
    private final Executor work;
    private final AtomicBoolean rung = new AtomicBoolean();

    /** For viewers in a list that may change meanwhile. */
    Bell(List<Attachment> attachments, Executor work) {
        this.attachments = attachments;
        this.work = work;
    }

    void ring() {
        if (attachments.size() <= WOKEN_BY_READER) {
            attachments.forEach(each -> each.port().wake());
        } else if (rung.compareAndSet(false, true)) {
            work.execute(this::wakeAll);
        }
    }

    private void wakeAll() {
        rung.set(false);
        attachments.forEach(each -> each.port().wake());
    }
}
