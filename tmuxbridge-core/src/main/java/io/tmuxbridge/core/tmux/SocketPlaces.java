package io.tmuxbridge.core.tmux;

import java.nio.file.Files;

/**
 * Whether servers are there, by their sockets: to find that out by tmux takes a process each time, and of several
 * servers most may not have been begun. Where tmux puts its sockets is a matter of how it was built, so that counts
 * only once a server that runs was found to have its own where it was looked for.
 *
 * <p><b>Threads:</b> any.
 */
final class SocketPlaces {

    private volatile boolean known;

    /** That server has answered. */
    void runs(TmuxSettings server) {
        if (!known) {
            known = server.socket().filter(Files::exists).isPresent();
        }
    }

    /** Whether that server certainly does not run. */
    boolean isAbsent(TmuxSettings server) {
        return known && server.socket().filter(Files::notExists).isPresent();
    }
}
