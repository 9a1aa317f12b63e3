package io.tmuxbridge.core.tmux;

/** Told what tmux answered. */
@FunctionalInterface
public interface ReplyListener {

    /** For commands whose answer nobody waits for. */
    ReplyListener IGNORE = reply -> {};

    /**
     * The answer came, or none will come.
     *
     * <p><b>Threads:</b> called exactly once, on the client's reader thread, in the order in which commands were sent
     * and in its place among output and notifications. When the client is closed already at the time of sending, it is
     * called by the sender's thread before the sending method returns. Must not block.
     *
     * @param reply the answer; {@link Reply#ok} is false when the client closed first
     */
    void reply(Reply reply);
}
