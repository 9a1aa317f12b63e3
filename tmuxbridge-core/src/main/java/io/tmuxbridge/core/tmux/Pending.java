package io.tmuxbridge.core.tmux;

import org.jspecify.annotations.Nullable;

/**
 * One line that tmux has to answer. <b>Threads:</b> the mutable fields belong to {@link CommandPipeline} and its lock.
 */
final class Pending {

    final byte[] line;
    final ReplyListener listener;
    final @Nullable QueryFrame frame;
    long writtenNanos;

    /** A line with its newline; with a frame, the first line of a query. */
    Pending(byte[] line, ReplyListener listener, @Nullable QueryFrame frame) {
        this.line = line;
        this.listener = listener;
        this.frame = frame;
    }
}
