package io.tmuxbridge.pane;

import java.util.List;

/**
 * How a wait for output ended.
 *
 * @param reason what ended it
 * @param text the text that matched; empty when there was nothing to match, or nothing matched
 * @param groups the pattern's groups, starting with the first; empty strings for groups that took no part in the match
 * @param before the text before the match, or all text when there is no match; at most its last 16,384 characters
 * @param cut whether there was more text than that
 * @param gap whether part of the stream before this is missing, or may be: tmux discarded output, or the starting
 *     position was no longer kept. No match spans such a gap
 * @param position where the match ended, or how far the output was read; the next wait can continue from here
 */
public record Awaited(
        Reason reason,
        String text,
        List<String> groups,
        String before,
        boolean cut,
        boolean gap,
        PanePosition position) {

    /** What ended a wait. */
    public enum Reason {
        /** What was waited for arrived. */
        FOUND,
        /** The timeout expired first. */
        TIMED_OUT,
        /** The pane ended first. */
        ENDED
    }

    /** Copies the groups. */
    public Awaited {
        groups = List.copyOf(groups);
    }

    /**
     * Returns whether what was waited for arrived.
     *
     * @return false when the timeout expired or the pane ended
     */
    public boolean found() {
        return reason == Reason.FOUND;
    }
}
