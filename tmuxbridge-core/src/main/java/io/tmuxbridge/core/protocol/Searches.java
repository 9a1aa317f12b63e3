package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.directory.PaneSearch;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

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
    private final Supplier<Caller> who;
    private final AtomicInteger waiting = new AtomicInteger();

    /** For whoever is there when a search begins. */
    Searches(Services services, FairWork matching, Supplier<Caller> who) {
        this.services = services;
        this.matching = matching;
        this.who = who;
    }

    CompletionStage<Map<String, ?>> search(String paneId, RpcParams params) {
        PaneSearch search = new PaneSearch(
                params.requiredText("pattern"),
                params.flag("regex"),
                params.number("limit").orElse(1000));
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            services.metrics().add("requests.refused", 1);
            throw new TmuxBridgeException(ErrorCode.LIMIT, MOST + " searches of this connection wait; slow down");
        }
        return CompletableFuture.<Map<String, ?>>supplyAsync(
                        () -> Map.of("matches", search.in(lines(paneId), paneId)),
                        matching.of(params.caller().name()))
                .whenComplete((result, failure) -> waiting.decrementAndGet());
    }

    /** It may have waited: what its caller may see is asked again. */
    private LineSource lines(String paneId) {
        Caller caller = who.get();
        services.guard().sessionOf(caller, paneId);
        return services.lines(caller.role());
    }
}
