package io.tmuxbridge;

import java.nio.file.Path;

/**
 * Locates the tmux binary.
 *
 * <p><b>Threads:</b> called once, by the thread that builds the bridge. It may take its time, for example to unpack a
 * binary.
 */
@FunctionalInterface
public interface TmuxLocator {

    /** The tmux binary in the PATH. The default. */
    TmuxLocator IN_PATH = () -> Path.of("tmux");

    /**
     * Locates tmux.
     *
     * @return a path, or a bare name to look up in the PATH
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is none; the message says what to do
     */
    Path locate();
}
