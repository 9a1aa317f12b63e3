package io.tmuxbridge.pane;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a command in a pane ended, or why it did not.
 *
 * @param reason what ended the wait
 * @param exitStatus the command's exit status, 0 to 255; absent when the command did not end, or when the shell's mark
 *     does not include it
 * @param output text that the command printed, without the command line; lines end with a line feed; text on the
 *     alternate screen is omitted. At most its last 1,048,576 characters
 * @param cut whether there was more output than that
 * @param gap whether some output may be missing: tmux discarded some in the meantime, or it was no longer kept
 * @param running the foreground program of the pane when the timeout expired; it keeps running, nothing was stopped
 * @param position where the output ended, or how far it was read
 */
public record RunResult(
        Reason reason,
        OptionalInt exitStatus,
        String output,
        boolean cut,
        boolean gap,
        Optional<String> running,
        PanePosition position) {

    /** What ended the wait for a command. */
    public enum Reason {
        /** The command ended. */
        EXITED,
        /** The timeout expired first. */
        TIMED_OUT,
        /** The pane ended first. */
        ENDED
    }
}
