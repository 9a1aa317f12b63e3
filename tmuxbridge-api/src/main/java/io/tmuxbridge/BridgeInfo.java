package io.tmuxbridge;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Versions and limits of a running bridge.
 *
 * @param version version of tmuxbridge
 * @param tmuxVersion version of the tmux binary, as {@code tmux -V} prints it without the name, for example {@code 3.3a}
 * @param tmuxCapabilities names of what this tmux can do beyond the oldest supported one
 * @param limits limits in force by name, in the unit that the name ends in
 * @param views what can be viewed: {@code pane}, and {@code mirror} where there are pseudo terminals
 */
public record BridgeInfo(
        String version,
        String tmuxVersion,
        Set<String> tmuxCapabilities,
        Map<String, Long> limits,
        List<String> views) {

    /** Takes unmodifiable copies. */
    public BridgeInfo {
        tmuxCapabilities = Set.copyOf(tmuxCapabilities);
        limits = Map.copyOf(limits);
        views = List.copyOf(views);
    }
}
