package io.tmuxbridge.core.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tmux once for all who ask the same at the same time: a look costs a process, and whoever asks without end
 * would have as many of them as there are workers.
 *
 * <p>The idea: who asks while a look is under way waits for the next one, together with all others who do, since the
 * one under way may have seen what was before. So everybody sees what was after it asked, and of each question one look
 * is under way at most.
 *
 * <p><b>Threads:</b> any; blocks until the look is done.
 */
final class SharedReads {

    private final Map<String, Look> running = new HashMap<>();
    private final Map<String, Look> next = new HashMap<>();

    private static final class Look {
        private final CompletableFuture<List<String>> lines = new CompletableFuture<>();
    }

    /**
     * What a look finds that begins after this call.
     *
     * @throws RuntimeException what the look throws
     */
    List<String> read(String question, Supplier<List<String>> look) {
        Look mine;
        @Nullable Look before;
        boolean first;
        synchronized (this) {
            Look waiting = next.get(question);
            first = waiting == null;
            mine = waiting == null ? new Look() : waiting;
            before = running.get(question);
            if (first) {
                next.put(question, mine);
            }
        }
        if (first) {
            if (before != null) {
                before.lines.exceptionally(failed -> List.of()).join();
            }
            run(question, mine, look);
        }
        try {
            return mine.lines.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void run(String question, Look mine, Supplier<List<String>> look) {
        synchronized (this) {
            next.remove(question, mine);
            running.put(question, mine);
        }
        try {
            mine.lines.complete(look.get());
        } catch (RuntimeException | Error e) {
            mine.lines.completeExceptionally(e);
        } finally {
            synchronized (this) {
                running.remove(question, mine);
            }
        }
    }
}
