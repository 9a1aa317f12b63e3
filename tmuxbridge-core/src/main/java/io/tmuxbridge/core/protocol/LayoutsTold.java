package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.directory.SessionLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one connection has been told of layouts: each once, whichever of its terminals comes first to tell it.
 *
 * <p><b>Threads:</b> any.
 */
final class LayoutsTold {

    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    /** Whether that layout is newer than what was told of its session; from now on it counts as told. */
    boolean isNews(SessionLayout layout) {
        boolean[] old = new boolean[1];
        versions.merge(layout.sessionId(), layout.version(), (told, offered) -> {
            old[0] = offered <= told;
            return Math.max(told, offered);
        });
        return !old[0];
    }

    /** No terminal of this session is left here. */
    void forget(String sessionId) {
        versions.remove(sessionId);
    }
}
