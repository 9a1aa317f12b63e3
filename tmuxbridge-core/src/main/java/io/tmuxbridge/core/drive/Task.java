package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.redact.Lens;

/**
 * Somebody who waits for output of a pane, as a reader of its log.
 *
 * <p><b>Threads:</b> one at a time, its lane's; {@link #fail} any.
 */
interface Task {

    /** Most bytes read at once. */
    int CHUNK = 8192;

    /**
     * Reads what there is, and looks whether its time is over.
     *
     * @param lens what it reads through
     * @param end where the pane stood when the turn began; what is printed meanwhile is for the next turn, so that this
     *     one ends
     * @param marks of the shell
     * @return true when it waits no more
     */
    boolean advance(Lens lens, long end, Marks marks);

    /** Whether it matches a pattern, which may take its time. */
    default boolean matches() {
        return false;
    }

    /**
     * The pane has ended, and everything was read.
     *
     * @param gap whether output is missing before the end
     */
    void ended(boolean gap);

    /** Nothing will come of it. */
    void fail(Throwable why);
}
