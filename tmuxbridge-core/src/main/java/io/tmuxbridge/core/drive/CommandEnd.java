package io.tmuxbridge.core.drive;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells where in a pane's output a command's own begins and ends.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
interface CommandEnd {

    /**
     * What is known of the output.
     *
     * @param begin characters that are not the command's and can be dropped
     * @param ended whether it has ended
     * @param end characters before its end, those dropped among them
     * @param behind characters before what comes behind it, such as the next prompt; the last one is new
     * @param status its exit status, where it is told
     */
    record Found(int begin, boolean ended, int end, int behind, OptionalInt status) {
        static Found noEnd(int begin) {
            return new Found(begin, false, 0, 0, OptionalInt.empty());
        }
    }

    /** Up to which position output is to be read now. */
    long readTo(long position, Marks marks);

    /**
     * Looks at the output.
     *
     * @param text what was read and not dropped
     * @param before characters of it that were looked at before
     * @param position of the stream behind it
     * @param marks of the shell
     */
    Found look(CharSequence text, int before, long position, Marks marks);

    /** Output is missing between what was read and what stands from a position on: marks and words may be in it. */
    void missing(long until);

    /** The status of the command, if the screen shows that it has ended. */
    Optional<OptionalInt> onScreen(CharSequence screen);

    /** Where its output begins in the text, for all that is known. */
    int begin(CharSequence text);

    /** Whether its output has begun. */
    boolean begun();
}
