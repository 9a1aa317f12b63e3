package io.tmuxbridge;

import java.nio.file.Path;

/**
 * Finds tmux.
 *
 * <p><b>Threads:</b> called once, by the thread that builds the bridge. It may take its time, to unpack a binary for example.
 */
@FunctionalInterface
public interface TmuxLocator {

    /** The one in the PATH. The default. */
    TmuxLocator IN_PATH = () -> Path.of("tmux");

    /**
     * Finds it.
     *
     * @return a path, or a bare name to be looked up in the PATH
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is none, with what to do
     */
    Path locate();
}
