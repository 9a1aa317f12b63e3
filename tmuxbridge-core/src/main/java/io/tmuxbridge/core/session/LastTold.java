package io.tmuxbridge.core.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells others how something is, by one thread at a time: whoever has a change while it is told leaves it to that
 * thread, which then tells anew. So what is told last is true, and nobody waits.
 *
 * <p><b>Threads:</b> any.
 */
public final class LastTold {

    private final Runnable tell;
    private final AtomicInteger changes = new AtomicInteger();

    /**
     * Creates it; nothing is told.
     *
     * @param tell looks how it is and tells that; what it throws reaches the thread that told, and the next change is
     *     told again
     */
    public LastTold(Runnable tell) {
        this.tell = tell;
    }

    /** Something has changed. */
    public void changed() {
        if (changes.getAndIncrement() > 0) {
            return;
        }
        try {
            for (int told = 1; told > 0; ) {
                tell.run();
                told = changes.addAndGet(-told);
            }
        } catch (RuntimeException | Error e) {
            changes.set(0);
            throw e;
        }
    }
}
