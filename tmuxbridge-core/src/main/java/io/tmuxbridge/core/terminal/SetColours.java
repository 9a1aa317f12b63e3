package io.tmuxbridge.core.terminal;

import java.util.Map;
import java.util.Optional;

/**
 * Colours that a program has given a meaning of its own, each as {@code rgb:rr/gg/bb}.
 *
 * @param ever whether the pane's programs ever set one: viewers may have colours that are reset by now
 * @param palette by number, of 256 (OSC 4)
 * @param text that of text without a colour (OSC 10), absent when not set
 * @param background that behind it (OSC 11), absent when not set
 */
public record SetColours(
        boolean ever, Map<Integer, String> palette, Optional<String> text, Optional<String> background) {

    /** No program has set any. */
    public static final SetColours NONE = new SetColours(false, Map.of(), Optional.empty(), Optional.empty());

    /** Takes an unmodifiable copy. */
    public SetColours {
        palette = Map.copyOf(palette);
    }
}
