package io.tmuxbridge.core.terminal;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What capture-pane and formats do not tell, or not in all versions, as followed in the stream: an immutable picture of
 * the tracker.
 *
 * @param pen SGR parameters that give the current pen from any state, beginning with {@code 0}; for example
 *     {@code 0;1;38;5;3}
 * @param charsets the character sets in force
 * @param saved what DECSC saved last, absent when nothing was
 * @param bracketedPaste mode 2004
 * @param otherKeys xterm's modifyOtherKeys as the program asked for it: 0 (off), 1 or 2
 * @param cursorStyle parameter of the last DECSCUSR, absent when none was seen
 * @param cursorColour colour of the last OSC 12 as the program wrote it, absent when none was seen or it was reset
 * @param hyperlink parameters and URI of the open OSC 8 hyperlink ({@code params;uri}), absent when none is open
 * @param colours what the program has set of the others
 */
public record Tracked(
        String pen,
        Charsets charsets,
        Optional<SavedCursor> saved,
        boolean bracketedPaste,
        int otherKeys,
        OptionalInt cursorStyle,
        Optional<String> cursorColour,
        Optional<String> hyperlink,
        SetColours colours) {

    /** A terminal that has just been reset. */
    public static final Tracked INITIAL = new Tracked(
            "0",
            Charsets.ASCII,
            Optional.empty(),
            false,
            0,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            SetColours.NONE);

    /**
     * Which sets G0 and G1 hold and which is in use; tmux knows only ASCII and DEC special graphics.
     *
     * @param g0Graphics whether G0 is DEC special graphics
     * @param g1Graphics whether G1 is
     * @param shiftedOut whether G1 is in use (SO) rather than G0 (SI)
     */
    public record Charsets(boolean g0Graphics, boolean g1Graphics, boolean shiftedOut) {
        /** Both ASCII, G0 in use. */
        public static final Charsets ASCII = new Charsets(false, false, false);
    }

    /**
     * What DECSC saves and DECRC brings back.
     *
     * @param x column from 0; equal to the columns when a wrap was pending
     * @param y row from 0
     * @param pen as in {@link Tracked#pen}
     * @param charsets the character sets
     */
    public record SavedCursor(int x, int y, String pen, Charsets charsets) {}
}
