package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.directory.PaneSearch;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The searches of one connection. A pattern may take two seconds, so they run with those that match patterns, and what
 * was asked behind one does not wait for it.
 *
 * <p><b>Threads:</b> the conversation's lane; answers come later.
 */
final class Searches {

    /** Searches of one connection that wait; more are refused. */
    private static final int MOST = 16;

    private final Services services;
    private final FairWork matching;
    private final AtomicInteger waiting = new AtomicInteger();

    Searches(Services services, FairWork matching) {
        this.services = services;
        this.matching = matching;
    }

    CompletionStage<Map<String, ?>> search(String paneId, RpcParams params) {
        PaneSearch search = new PaneSearch(
                params.requiredText("pattern"),
                params.flag("regex"),
                params.number("limit").orElse(1000));
        LineSource history = services.lines(params.caller().role());
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            services.metrics().add("requests.refused", 1);
            throw new TmuxBridgeException(ErrorCode.LIMIT, MOST + " searches of this connection wait; slow down");
        }
        return CompletableFuture.<Map<String, ?>>supplyAsync(
                        () -> Map.of("matches", search.in(history, paneId)),
                        matching.of(params.caller().name()))
                .whenComplete((result, failure) -> waiting.decrementAndGet());
    }
}
