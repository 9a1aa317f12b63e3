package io.tmuxbridge;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Versions and limits of a running bridge.
 *
 * @param version the tmuxbridge version
 * @param tmuxVersion the version of tmux, as {@code tmux -V} prints it but without the name, for example {@code 3.3a}:
 *     that of the binary or, when a server ran already that is older, that one's
 * @param tmuxCapabilities names of the features this tmux has beyond those of the oldest supported version
 * @param limits the limits in force by name, each in the unit in which its name ends
 * @param views the available views: {@code pane}, and {@code mirror} where pseudo terminals are available
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
