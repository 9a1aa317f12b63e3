package io.tmuxbridge.examples.cli;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import java.util.List;

/**
 * What the small commands do to sessions, wherever these are. Every method blocks and throws
 * {@link io.tmuxbridge.TmuxBridgeException} when it is refused.
 *
 * <p><b>Threads:</b> one thread. Ends with {@link #close()}.
 */
interface SessionDirectory extends AutoCloseable {

    List<SessionInfo> list();

    SessionInfo create(SessionSpec spec);

    void kill(String session);

    @Override
    void close();
}
