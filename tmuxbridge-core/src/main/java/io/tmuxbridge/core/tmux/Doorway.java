package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one client come or go at a time, and no session meanwhile.
 *
 * <p>tmux 3.3 knows for a moment that a new client is in control mode and is not ready yet to write to it. Word of a
 * client that went or of a session that came or went, told to all control clients in that moment, ends the server with
 * every session in it. What others do in that moment cannot be helped; this bridge does not do it to itself.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while anybody passes.
 */
final class Doorway {

    private static final Logger LOG = LoggerFactory.getLogger(Doorway.class);

    /** A client goes within some milliseconds; under load that is seconds, and one that hangs is killed after three. */
    private static final Duration LONGEST_DEPARTURE = Duration.ofSeconds(5);

    /**
     * Behind one that did not go at all: a server that is stopped keeps everybody, and each would be waited for in
     * turn.
     */
    private static final Duration SHORT_DEPARTURE = Duration.ofMillis(200);

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Duration longestDeparture;
    private final Duration shortDeparture;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean draining;
    private volatile boolean stuck;

    Doorway() {
        this(LONGEST_DEPARTURE, SHORT_DEPARTURE);
    }

    /** With other times, for tests. */
    Doorway(Duration longestDeparture, Duration shortDeparture) {
        this.longestDeparture = longestDeparture;
        this.shortDeparture = shortDeparture;
    }

    /**
     * Does something when its turn has come; waits for that.
     *
     * @param passage what is done
     * @return what came of it
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when its turn does not come within 10 s
     */
    <T> T pass(Supplier<T> passage) {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        enter(() -> {
            if (!turn.complete(true)) {
                left();
            }
        });
        turn.completeOnTimeout(false, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        if (!turn.join()) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE,
                    "other clients of tmux were in the way for " + LONGEST_WAIT_SECONDS + " s; try again");
        }
        try {
            return passage.get();
        } finally {
            left();
        }
    }

    /**
     * Has a client go when its turn has come. Returns at once.
     *
     * @param departure makes it go
     * @param gone done when it is gone
     */
    void depart(Runnable departure, CompletableFuture<Void> gone) {
        enter(() -> {
            try {
                departure.run();
            } finally {
                gone.copy()
                        .orTimeout((stuck ? shortDeparture : longestDeparture).toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((end, failure) -> {
                            stuck = failure instanceof TimeoutException;
                            left();
                        });
            }
        });
    }

    /**
     * Does something when its turn has come, which lasts until {@link #left}. Returns at once.
     *
     * @param passage what is done, by this thread or another one that comes or leaves
     */
    void enter(Runnable passage) {
        synchronized (this) {
            waiting.addLast(passage);
        }
        letPass();
    }

    /** The turn that {@link #enter} gave is over. */
    void left() {
        synchronized (this) {
            busy = false;
        }
        letPass();
    }

    /**
     * Lets pass whoever may, one after the other in one loop: a passage may be over before it returns, and thousands on
     * top of each other overflow the stack.
     */
    private void letPass() {
        for (Runnable passage = next(true); passage != null; passage = next(false)) {
            try {
                passage.run();
            } catch (RuntimeException | Error e) {
                // those behind it have nothing to do with that
                LOG.warn("a client could not come or go", e);
            }
        }
    }

    /** Whose turn it is; null when it is nobody's, or another thread lets them pass. */
    private synchronized @Nullable Runnable next(boolean begins) {
        if (begins && draining) {
            return null;
        }
        draining = !busy && !waiting.isEmpty();
        busy |= draining;
        return draining ? waiting.removeFirst() : null;
    }
}
