package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.redact.Lens;

/**
 * Somebody who waits for output of a pane, as a reader of its log.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
interface Task {

    /** Most bytes read at once. */
    int CHUNK = 8192;

    /** Reads what there is, and looks whether its time is over; true when it waits no more. */
    boolean advance(Lens lens, Marks marks);

    /** The pane has ended, and everything was read. */
    void ended();

    /** Nothing will come of it. */
    void fail(RuntimeException why);
}
