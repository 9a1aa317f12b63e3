package io.tmuxbridge.jakarta;

import io.tmuxbridge.transport.SendCompletion;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The completion of one frame, passed on once: containers have been seen to call back late, twice, after throwing, and
 * not at all.
 *
 * <p><b>Threads:</b> any.
 */
final class OneSend implements SendHandler {

    private final SendCompletion completion;
    private final AtomicBoolean done = new AtomicBoolean();

    OneSend(SendCompletion completion) {
        this.completion = completion;
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK()) {
            finish(null);
        } else {
            Throwable failure = result.getException();
            fail(failure == null ? new IOException("the container gives no reason") : failure);
        }
    }

    boolean isDone() {
        return done.get();
    }

    void fail(Throwable failure) {
        finish(failure);
    }

    private void finish(@Nullable Throwable failure) {
        if (done.compareAndSet(false, true)) {
            completion.done(failure);
        }
    }
}
