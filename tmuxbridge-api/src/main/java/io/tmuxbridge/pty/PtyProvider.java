package io.tmuxbridge.pty;

import io.tmuxbridge.TerminalSize;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Starts programs in pseudo terminals. The bridge uses the one that it is given ({@link MirrorPolicy#withPtys}), else the first
 * that {@link java.util.ServiceLoader} finds, which the module {@code tmuxbridge-mirror} brings; without one it does not
 * offer the view {@code mirror}.
 *
 * <p><b>Threads:</b> any.
 */
public interface PtyProvider {

    /**
     * Starts a program. May block for some milliseconds, the first time longer.
     *
     * @param command the program and its arguments; no shell reads them
     * @param environment all of its environment
     * @param size columns and rows of its terminal
     * @return the running program, to be closed by the caller
     * @throws IOException when it cannot be started
     */
    Pty start(List<String> command, Map<String, String> environment, TerminalSize size) throws IOException;
}
