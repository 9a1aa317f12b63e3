package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.access.Gate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of which it is in doubt what the caller of one connection may still do with them, because what is written
 * down about them has changed, or the caller's role. Each is looked at again soon, before all that waits on the
 * connection: much may wait there by the will of whoever is to go.
 *
 * <p>A look that has not begun stands for every change before it, so there is at most one for each session that is
 * shown. It is repeated when tmux does not answer.
 *
 * <p><b>Threads:</b> any; nothing blocks.
 */
final class Doubts {

    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);
    private static final long AGAIN_MILLIS = 500;

    private final Services services;
    private final Later later;
    private final SignIn signIn;
    private final Channels channels;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();

    Doubts(Services services, Later later, SignIn signIn, Channels channels) {
        this.services = services;
        this.later = later;
        this.signIn = signIn;
        this.channels = channels;
    }

    /** What is written down about a session of a tmux server has changed: that of another server is another one. */
    void about(long server, String sessionId) {
        if (channels.show(server, sessionId)) {
            about(sessionId);
        }
    }

    /** What may be done with the terminals of a session has to be looked at. */
    private void about(String sessionId) {
        if (channels.show(sessionId) && sessions.add(sessionId)) {
            later.first(() -> look(sessionId));
        }
    }

    /** The caller has another role, or may have. */
    void aboutAll() {
        channels.sessions().forEach(this::about);
    }

    private void look(String sessionId) {
        sessions.remove(sessionId);
        try {
            signIn.caller().ifPresent(who -> channels.authorise(who, sessionId));
        } catch (TmuxBridgeException e) {
            if (!Gate.isTemporary(e)) {
                throw e;
            }
            LOG.debug("what may be done with {} is looked at later: {}", sessionId, e.getMessage());
            services.timer().schedule(() -> about(sessionId), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
