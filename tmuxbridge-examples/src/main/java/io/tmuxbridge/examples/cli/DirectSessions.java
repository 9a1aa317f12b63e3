package io.tmuxbridge.examples.cli;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import java.util.List;

/**
 * The sessions of a tmux server on this machine, without a bridge's server in between.
 *
 * <p><b>Threads:</b> one thread. Ends with {@link #close()}, which leaves all sessions running.
 */
final class DirectSessions implements SessionDirectory {

    private final TmuxBridge bridge;

    DirectSessions(TmuxBridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public List<SessionInfo> list() {
        return bridge.sessions().list();
    }

    @Override
    public SessionInfo create(SessionSpec spec) {
        return bridge.sessions().create(spec);
    }

    @Override
    public void kill(String session) {
        bridge.sessions().kill(session);
    }

    @Override
    public void close() {
        bridge.close();
    }
}
