package io.tmuxbridge.pty;

import io.tmuxbridge.TerminalSize;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Starts programs in pseudo terminals. The bridge uses the provider it is given ({@link MirrorPolicy#withPtys}),
 * otherwise the first that {@link java.util.ServiceLoader} finds; the module {@code tmuxbridge-mirror} supplies one.
 * Without a provider, the bridge does not offer the view {@code mirror}.
 *
 * <p><b>Threads:</b> any.
 */
public interface PtyProvider {

    /**
     * Starts a program. May block for a few milliseconds, longer the first time.
     *
     * @param command the program and its arguments; no shell interprets them
     * @param environment the program's complete environment
     * @param size columns and rows of the terminal
     * @return the running program, which the caller must close
     * @throws IOException when the program cannot be started
     */
    Pty start(List<String> command, Map<String, String> environment, TerminalSize size) throws IOException;
}
