package io.tmuxbridge.core;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.core.tmux.Tmux;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a bridge tells of itself. */
final class Description {

    private Description() {}

    static BridgeInfo of(Tmux tmux, BridgeLimits limits, Quotas quotas, boolean mirror) {
        Set<String> capabilities = tmux.capabilities().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toSet());
        Map<String, Long> bounds = new HashMap<>(limits.byName());
        bounds.putAll(quotas.byName());
        return new BridgeInfo(
                Version.current(),
                tmux.version().toString(),
                capabilities,
                bounds,
                mirror ? List.of("pane", "mirror") : List.of("pane"));
    }
}
