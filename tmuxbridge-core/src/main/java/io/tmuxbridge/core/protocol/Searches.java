package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.directory.PaneSearch;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The searches of one connection. A pattern may take two seconds, so they run with those that match patterns, and what
 * was asked behind one does not wait for it.
 *
 * <p><b>Threads:</b> the conversation's lane; answers come later.
 */
final class Searches {

    private final Services services;
    private final SearchQueue queue;
    private final Supplier<Caller> who;

    /** For whoever is there when a search begins. */
    Searches(Services services, Matching matching, Supplier<Caller> who) {
        this.services = services;
        this.queue = new SearchQueue(matching);
        this.who = who;
    }

    CompletionStage<Map<String, ?>> search(String paneId, RpcParams params) {
        PaneSearch search = new PaneSearch(
                params.requiredText("pattern"),
                params.flag("regex"),
                params.number("limit").orElse(1000));
        try {
            return queue.ask(params.caller().name(), () -> Map.of("matches", search.in(lines(paneId), paneId)));
        } catch (TmuxBridgeException tooMany) {
            services.metrics().add("requests.refused", 1);
            throw tooMany;
        }
    }

    /** The connection has ended: what waits is not searched any more. */
    void close() {
        queue.close();
    }

    /** It may have waited: what its caller may see is asked again. */
    private LineSource lines(String paneId) {
        Caller caller = who.get();
        services.guard().sessionOf(caller, paneId);
        return services.lines(caller.role());
    }
}
