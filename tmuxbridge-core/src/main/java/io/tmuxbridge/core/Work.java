package io.tmuxbridge.core;

import java.util.concurrent.Executor;

/**
 * Runs tasks that may block; what is given to it after the end is run by the caller.
 *
 * <p><b>Threads:</b> any.
 */
interface Work extends Executor {

    /**
     * Takes no more, and waits for what is under way, so many seconds at most; what is not done by then is done later.
     */
    void close(long seconds);
}
