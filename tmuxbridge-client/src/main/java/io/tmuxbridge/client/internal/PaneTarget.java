package io.tmuxbridge.client.internal;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.WindowInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which pane is meant: the one that was named, or the active one of a session, looked up once. It stays the same from
 * then on, whatever people look at: what a program types must not land where somebody else has just gone.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class PaneTarget {

    private final String named;
    private final Supplier<CompletableFuture<SessionInfo>> lookUp;
    private @Nullable CompletableFuture<String> found;

    PaneTarget(String named, Supplier<CompletableFuture<SessionInfo>> lookUp) {
        this.named = named;
        this.lookUp = lookUp;
    }

    /** Asks something about the pane, in the order of the calls. */
    <T> CompletableFuture<T> ask(Function<String, CompletableFuture<T>> request) {
        if (named.startsWith("%")) {
            return request.apply(named);
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (this) {
            CompletableFuture<String> before = found;
            if (before == null || before.isCompletedExceptionally()) {
                before = lookUp.get().thenApply(this::activePane);
            }
            // Each waits for the one before it to be asked: what hangs on one future is called in any order.
            found = before.whenComplete((pane, failure) -> {
                if (failure == null) {
                    make(request, pane).whenComplete((value, refusal) -> settle(answer, value, refusal));
                } else {
                    settle(answer, null, failure);
                }
            });
        }
        return answer;
    }

    /** One that cannot be made is a failure, not an exception to whoever brings the pane. */
    private static <T> CompletableFuture<T> make(Function<String, CompletableFuture<T>> request, String pane) {
        try {
            return request.apply(pane);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> void settle(CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            Throwable cause = failure.getCause();
            answer.completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
        }
    }

    private String activePane(SessionInfo session) {
        return session.windows().stream()
                .filter(WindowInfo::active)
                .flatMap(window -> window.panes().stream())
                .filter(PaneInfo::active)
                .findFirst()
                .map(PaneInfo::id)
                .orElseThrow(
                        () -> new TmuxBridgeException(ErrorCode.NOT_FOUND, "session " + named + " has no active pane"));
    }
}
