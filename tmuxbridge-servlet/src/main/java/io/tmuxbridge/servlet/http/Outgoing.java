package io.tmuxbridge.servlet.http;

import io.tmuxbridge.transport.SendCompletion;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A frame under way, or what is said beside frames, and the one word on what became of it.
 *
 * <p><b>Threads:</b> any.
 */
final class Outgoing {

    private final Supplier<EventBytes> event;
    private final SendCompletion completion;
    private final AtomicBoolean done = new AtomicBoolean();

    Outgoing(Supplier<EventBytes> event, SendCompletion completion) {
        this.event = event;
        this.completion = completion;
    }

    /** It begins to be written: to be called once. */
    EventBytes event() {
        return event.get();
    }

    boolean isDone() {
        return done.get();
    }

    /** Says so, unless that was said before. */
    void done(@Nullable Throwable failure) {
        if (done.compareAndSet(false, true)) {
            completion.done(failure);
        }
    }
}
