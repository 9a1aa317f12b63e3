package io.tmuxbridge.pane;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a command in a pane ended, or did not.
 *
 * @param reason what ended the waiting
 * @param exitStatus the command's, 0 to 255; absent when it did not end, or when the shell's mark does not tell
 * @param output text of what it printed, without the command line; lines end with a line feed; text of the alternate screen is
 *     left out. Its last 1,048,576 characters at most
 * @param cut whether there was more than that
 * @param gap whether some of it may be missing: the pane was resized or tmux threw output away meanwhile
 * @param running the program in the foreground of the pane when the time was over; it goes on, nothing was stopped
 * @param position where its output ended, or as far as was read
 */
public record RunResult(
        Reason reason,
        OptionalInt exitStatus,
        String output,
        boolean cut,
        boolean gap,
        Optional<String> running,
        PanePosition position) {

    /** What ends waiting for a command. */
    public enum Reason {
        /** The command ended. */
        EXITED,
        /** The time was over first. */
        TIMED_OUT,
        /** The pane ended first. */
        ENDED
    }
}
