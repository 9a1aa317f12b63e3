package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides on one size for a terminal whose viewers wish for several.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class SizeArbiter {

    private final SizePolicy policy;
    /** Wishes in the order in which their viewers were active, the latest last. */
    private final Map<Object, TerminalSize> wishes = new LinkedHashMap<>();

    SizeArbiter(SizePolicy policy) {
        this.policy = policy;
    }

    /** A viewer has this size, and is active now. */
    synchronized Optional<TerminalSize> wish(Object viewer, TerminalSize size) {
        wishes.remove(viewer);
        wishes.put(viewer, size);
        return size();
    }

    /** A viewer typed; tells the size when the policy cares. */
    synchronized Optional<TerminalSize> active(Object viewer) {
        TerminalSize size = wishes.remove(viewer);
        if (size == null) {
            return Optional.empty();
        }
        wishes.put(viewer, size);
        return policy == SizePolicy.LATEST_ACTIVE ? Optional.of(size) : Optional.empty();
    }

    /** A viewer left. */
    synchronized Optional<TerminalSize> leave(Object viewer) {
        wishes.remove(viewer);
        return size();
    }

    private Optional<TerminalSize> size() {
        return switch (policy) {
            case LATEST_ACTIVE -> wishes.values().stream().reduce((earlier, later) -> later);
            case SMALLEST ->
                wishes.values().stream()
                        .reduce((a, b) -> new TerminalSize(Math.min(a.cols(), b.cols()), Math.min(a.rows(), b.rows())));
            case LARGEST ->
                wishes.values().stream()
                        .reduce((a, b) -> new TerminalSize(Math.max(a.cols(), b.cols()), Math.max(a.rows(), b.rows())));
        };
    }
}
