package io.tmuxbridge.core.terminal;

import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the colours that a program has set, for an emulator that may have others of it: a reset of the emulator leaves
 * them as they are.
 *
 * <p><b>Threads:</b> a pure function.
 */
final class ColourWriter {

    private static final String ST = "\u001b\\";
    /** So many go into one sequence: an emulator draws all anew for each, and readers keep so much of one. */
    private static final int AT_ONCE = 32;

    private ColourWriter() {}

    static void write(SetColours colours, StringBuilder out) {
        if (!colours.ever()) {
            return;
        }
        out.append("\u001b]104" + ST + "\u001b]110" + ST + "\u001b]111" + ST);
        int count = 0;
        for (Map.Entry<Integer, String> each : new TreeMap<>(colours.palette()).entrySet()) {
            if (count % AT_ONCE == 0) {
                out.append(count == 0 ? "" : ST).append("\u001b]4");
            }
            out.append(';').append(each.getKey()).append(';').append(each.getValue());
            count++;
        }
        out.append(count == 0 ? "" : ST);
        colours.text().ifPresent(rgb -> out.append("\u001b]10;").append(rgb).append(ST));
        colours.background()
                .ifPresent(rgb -> out.append("\u001b]11;").append(rgb).append(ST));
    }
}
