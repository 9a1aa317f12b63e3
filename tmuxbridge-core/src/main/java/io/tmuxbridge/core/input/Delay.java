package io.tmuxbridge.core.input;

/**
 * Has something done later.
 *
 * <p><b>Threads:</b> any. Tasks never block.
 */
@FunctionalInterface
public interface Delay {

    /**
     * Has a task done.
     *
     * @param nanos after how many nanoseconds, at least
     * @param task what to do
     */
    void after(long nanos, Runnable task);
}
