package io.tmuxbridge.core.terminal;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Follows the colours that a program sets (window_pane's colour_palette of tmux): at most 256 and two, of 12 letters.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Palette {
    private final Map<Integer, String> colours = new TreeMap<>();
    private Optional<String> text = Optional.empty();
    private Optional<String> background = Optional.empty();
    private boolean ever;

    /** OSC 4. */
    void set(int index, String rgb) {
        colours.put(index, rgb);
        ever = true;
    }

    /** OSC 104 with a number. */
    void reset(int index) {
        colours.remove(index);
    }

    /** OSC 104 without. */
    void reset() {
        colours.clear();
    }

    /** OSC 10 and 110. */
    void text(Optional<String> rgb) {
        text = rgb;
        ever |= rgb.isPresent();
    }

    /** OSC 11 and 111. */
    void background(Optional<String> rgb) {
        background = rgb;
        ever |= rgb.isPresent();
    }

    /** RIS. */
    void clear() {
        reset();
        text = Optional.empty();
        background = Optional.empty();
    }

    /** Takes what another has; for one that is new. */
    void take(Palette other) {
        colours.putAll(other.colours);
        text = other.text;
        background = other.background;
        ever = other.ever;
    }

    SetColours told() {
        return new SetColours(ever, colours, text, background);
    }
}
