package io.tmuxbridge.pane;

import java.util.List;

/**
 * How waiting for output ended.
 *
 * @param reason what ended it
 * @param text what matched; empty when nothing was to match or did
 * @param groups the pattern's groups, from the first on; empty strings for those that took no part
 * @param before text that came before the match, or all of it when there is none: its last 16,384 characters at most
 * @param cut whether there was more text than that
 * @param gap whether something of the stream is missing before this: the pane was resized, tmux threw output away, or the place to
 *     begin at was no longer kept. No match reaches across such a place
 * @param position where the match ended, or as far as was read: to go on from
 */
public record Awaited(
        Reason reason,
        String text,
        List<String> groups,
        String before,
        boolean cut,
        boolean gap,
        PanePosition position) {

    /** What ends waiting. */
    public enum Reason {
        /** What was waited for came. */
        FOUND,
        /** The time was over first. */
        TIMED_OUT,
        /** The pane ended first. */
        ENDED
    }

    /** Copies the groups. */
    public Awaited {
        groups = List.copyOf(groups);
    }

    /**
     * Whether what was waited for came.
     *
     * @return false when the time was over or the pane ended
     */
    public boolean found() {
        return reason == Reason.FOUND;
    }
}
