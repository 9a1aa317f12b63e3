package io.tmuxbridge.client.internal;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Terminal;
import java.util.concurrent.CompletableFuture;

/**
 * Whether a terminal was ever connected, and what its opener is told. The first word counts.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Opening {

    private final CompletableFuture<Terminal> opened = new CompletableFuture<>();
    private final Promises promises;
    private boolean succeeded;
    private boolean failed;

    Opening(Promises promises) {
        this.promises = promises;
    }

    CompletableFuture<Terminal> opened() {
        return opened;
    }

    boolean hasSucceeded() {
        return succeeded;
    }

    void succeeded(Terminal terminal) {
        succeeded = true;
        promises.keep(opened, terminal);
    }

    void failed(TmuxBridgeException why) {
        if (!succeeded && !failed) {
            failed = true;
            promises.fail(opened, why);
        }
    }
}
