package io.tmuxbridge.core.tmux;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How an attach begins: tmux answers it with a block of its own (flags without bit 0), then tells the session. Whatever
 * comes instead, or the end of the stream, is a failed attach. <b>Threads:</b> the reader tells, the attacher waits.
 */
final class Greeting {

    /** What came of it: attached, or why not. */
    record Outcome(boolean attached, String error) {}

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private String error = "";

    void block(boolean ok, String text) {
        if (!ok && error.isEmpty()) {
            error = text;
        }
    }

    void attached() {
        outcome.complete(new Outcome(true, ""));
    }

    /** The stream ended; returns whether that was before the greeting. */
    boolean failed(String reason) {
        outcome.complete(new Outcome(false, error.isEmpty() ? reason : error));
        return !outcome.join().attached();
    }

    Outcome await(long millis) throws InterruptedException {
        try {
            return outcome.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            outcome.complete(new Outcome(false, "no answer within " + millis + " ms"));
            return outcome.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
