package io.tmuxbridge.servlet.http;

import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.SendCompletion;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A frame under way, and the one word on what became of it.
 *
 * <p><b>Threads:</b> any.
 */
final class Outgoing {

    private final Frame frame;
    private final SendCompletion completion;
    private final AtomicBoolean done = new AtomicBoolean();

    Outgoing(Frame frame, SendCompletion completion) {
        this.frame = frame;
        this.completion = completion;
    }

    Frame frame() {
        return frame;
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
