package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The searches of one connection that wait for their turn. When the connection ends they fail, and nothing is kept of
 * what they were asked with; those that are being done come to their end.
 *
 * <p><b>Threads:</b> asked in the conversation's lane; all else any.
 */
final class SearchQueue {

    /** Searches of one connection that wait; more are refused. */
    static final int MOST = 16;

    private final Matching matching;
    private final Set<Asked> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SearchQueue(Matching matching) {
        this.matching = matching;
    }

    /** What is still to be done for an answer. */
    private static final class Asked {

        private final CompletableFuture<Map<String, ?>> answer = new CompletableFuture<>();
        private final AtomicReference<@Nullable Supplier<Map<String, ?>>> search;

        Asked(Supplier<Map<String, ?>> search) {
            this.search = new AtomicReference<>(search);
        }

        /** Does it and answers; whoever asks again when it has the answer finds that this one has left. */
        void run(Runnable left) {
            Supplier<Map<String, ?>> mine = search.getAndSet(null);
            if (mine == null) {
                left.run();
                return;
            }
            Runnable tell;
            try {
                Map<String, ?> result = mine.get();
                tell = () -> answer.complete(result);
            } catch (RuntimeException | Error e) {
                tell = () -> answer.completeExceptionally(e);
            }
            left.run();
            tell.run();
        }

        void drop() {
            if (search.getAndSet(null) != null) {
                answer.completeExceptionally(
                        new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the connection of who searched is over"));
            }
        }
    }

    /**
     * Has a search done when it is its turn.
     *
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when too many wait
     */
    CompletionStage<Map<String, ?>> ask(String who, Supplier<Map<String, ?>> search) {
        if (waiting.size() >= MOST) {
            throw new TmuxBridgeException(ErrorCode.LIMIT, MOST + " searches of this connection wait; slow down");
        }
        matching.enter(who);
        Asked asked = new Asked(search);
        waiting.add(asked);
        matching.of(who)
                .execute(() -> asked.run(() -> {
                    waiting.remove(asked);
                    matching.left(who);
                }));
        if (closed) {
            asked.drop();
        }
        return asked.answer;
    }

    /** The connection has ended. */
    void close() {
        closed = true;
        waiting.forEach(Asked::drop);
    }
}
