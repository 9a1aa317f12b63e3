package io.tmuxbridge.core.tmux;

import io.tmuxbridge.TmuxBridgeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a tmux server has stopped to answer. One that did not answer once is waited for no more by those who ask: a
 * thread of its own asks for all of them, until it answers.
 *
 * <p><b>Threads:</b> any; {@link #lasts} blocks for {@value #PATIENCE_MILLIS} ms at most.
 */
final class Silence {

    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);
    private static final long PATIENCE_MILLIS = 100;

    private final ThreadFactory threads;
    private final Runnable question;
    private volatile boolean silent;
    private @Nullable CompletableFuture<Void> asked;

    /** The question throws when it is not answered. */
    Silence(ThreadFactory threads, Runnable question) {
        this.threads = threads;
        this.question = question;
    }

    /** It did not answer. */
    void begins() {
        silent = true;
    }

    /** Whether it does not answer now either; it is asked again for that. */
    boolean lasts() {
        if (silent) {
            asked().copy()
                    .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
        return silent;
    }

    private synchronized CompletableFuture<Void> asked() {
        if (asked == null || asked.isDone()) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            threads.newThread(() -> ask(answer)).start();
            asked = answer; // only then, for without a thread there is no answer
        }
        return asked;
    }

    private void ask(CompletableFuture<Void> answer) {
        try {
            question.run();
            silent = false;
        } catch (TmuxBridgeException e) {
            LOG.debug("a tmux server still does not answer: {}", e.getMessage());
        } finally {
            answer.complete(null);
        }
    }
}
